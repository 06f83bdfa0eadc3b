using System.Buffers.Text;
using System.Security.Cryptography;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Time;

namespace ChatHub.Domain.Accounts;

/// <summary>Opens sessions for people who have proved who they are. Safe for any number of callers.</summary>
public sealed class SessionOpener(ISessionStore sessions, IAccessTokens accessTokens, IRefreshTokens refreshTokens, INoticeBus notices, TimeProvider time)
{
    /// <summary>More than anybody has devices; whoever logs in again and again instead of renewing shall not fill the disk.</summary>
    private const int MaxSessions = 1000;

    /// <exception cref="RefusedException"><c>invalid_credentials</c> when the account was deleted, or its password changed, meanwhile; <c>unavailable</c>.</exception>
    public async Task<Login> OpenAsync(User user, Client client, PasswordProof? proof = null)
    {
        var now = time.GetUtcMilliseconds();
        var session = new Session(NewId(), user.Id, now, now, client.ShortDevice, client.Address);
        var token = refreshTokens.Make(session.Id, generation: 0);
        var ended = await sessions.OpenAsync(session, token, MaxSessions, proof) ?? throw new RefusedException(ErrorCatalogue.InvalidCredentials);
        if (ended.Count > 0)
            notices.Publish(new SessionsEndedNotice(user.Id, SessionEnding.SessionEnded, ended));
        return new Login(user, accessTokens.Issue(session), token);
    }

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
