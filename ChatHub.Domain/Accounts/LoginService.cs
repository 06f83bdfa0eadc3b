using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Errors;

namespace ChatHub.Domain.Accounts;

/// <summary>Logging in with a password. Safe for any number of callers.</summary>
public sealed class LoginService(IUserStore users, IPasswordHasher hasher, LoginThrottle throttle, SessionOpener opener)
{
    /// <summary>Opens a session. The answer, and the time it takes, are the same for a wrong password and for an unknown user.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>invalid_credentials</c>, <c>too_many_attempts</c>, <c>unavailable</c>.</exception>
    public async Task<Login> LogInAsync(Credentials credentials, Client client, CancellationToken cancel)
    {
        var faults = new FieldFaults();
        faults.Add("username", string.IsNullOrEmpty(credentials.Username) ? "Is required." : null);
        faults.Add("password", Password.Check(credentials.Password, out var password));
        faults.ThrowIfAny();

        // A name that nobody can have needs no look-up, which the hash outweighs by far.
        _ = Username.TryParse(credentials.Username, out var username);
        var attempt = await throttle.BeginLoginAsync(username.Value is null ? Username.KeyOf(credentials.Username!) : username.Key, client, cancel);
        var account = username.Value is null ? null : await users.FindWithPasswordAsync(username, cancel);
        var (matches, renewedHash) = await hasher.VerifyAsync(password, account?.PasswordHash, cancel);
        if (account is not { User: var user, PasswordHash: var hash } || !matches)
            throw new RefusedException(ErrorCatalogue.InvalidCredentials);
        await attempt.SucceedAsync();
        return await opener.OpenAsync(user, client, new PasswordProof(hash, renewedHash));
    }
}
