using System.Buffers.Text;
using System.Security.Cryptography;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Time;

namespace ChatHub.Domain.Accounts;

/// <summary>Opens sessions for people who have proved who they are. Safe for any number of callers.</summary>
public sealed class SessionOpener(ISessionStore sessions, IAccessTokens accessTokens, IRefreshTokens refreshTokens, TimeProvider time)
{
    /// <exception cref="RefusedException"><c>invalid_credentials</c> when the account was deleted meanwhile, <c>unavailable</c>.</exception>
    public async Task<Login> OpenAsync(User user, Client client, string? renewedHash = null)
    {
        var now = time.GetUtcMilliseconds();
        var session = new Session(NewId(), user.Id, now, now, client.ShortDevice, client.Address);
        var token = refreshTokens.Make(session.Id, generation: 0);
        return await sessions.OpenAsync(session, token, renewedHash)
            ? new Login(user, accessTokens.Issue(session), token)
            : throw new RefusedException(ErrorCatalogue.InvalidCredentials);
    }

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
