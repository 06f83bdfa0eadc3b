using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Nodes;

namespace ChatHub.Domain.Accounts;

/// <summary>The password of someone who is logged in. Safe for any number of callers.</summary>
public sealed class PasswordService(
    IUserStore users, ISessionStore sessions, IPasswordHasher hasher, NewPassword newPasswords, LoginThrottle throttle, INoticeBus notices)
{
    /// <summary>Sets another password. Every other session ends (OWASP ASVS 5.0, 7.4.3).</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>invalid_credentials</c> for a wrong current password, <c>conflict</c> for an account without one, <c>too_many_attempts</c>, <c>unavailable</c>.
    /// </exception>
    public async Task ChangeAsync(Caller caller, string? currentPassword, string? newPassword, CancellationToken cancel)
    {
        var faults = new FieldFaults();
        faults.Add("currentPassword", Password.Check(currentPassword, out var current));
        faults.Add("newPassword", Password.Check(newPassword, out var next));
        faults.ThrowIfAny();

        var (user, hash) = await FindAsync(caller, cancel) ?? throw new RefusedException(ErrorCatalogue.Conflict, "This account has no password: its people sign in elsewhere.");
        await ConfirmAsync(caller, current, hash, cancel);
        var (newHash, weakness) = await hasher.HashAsync(next, () => newPasswords.Check(newPassword, [user.Username, user.DisplayName], out _), cancel);
        if (newHash is null)
            throw new RefusedException("newPassword", weakness!);
        var ended = await sessions.ChangePasswordAsync(caller, hash, newHash)
            ?? throw new RefusedException(ErrorCatalogue.InvalidCredentials, "The password was changed meanwhile.");
        if (ended.Count > 0)
            notices.Publish(new SessionsEndedNotice(caller.UserId, SessionEnding.PasswordChanged, ended));
    }

    /// <summary>Makes sure that it is the account's owner who calls, and not only someone who holds a token. An account without a password has nothing to ask for.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>invalid_credentials</c>, <c>too_many_attempts</c>.</exception>
    public async Task ConfirmAsync(Caller caller, string? givenPassword, CancellationToken cancel)
    {
        var hash = (await FindAsync(caller, cancel))?.PasswordHash;
        if (hash is null && givenPassword is null)
            return;
        var faults = new FieldFaults();
        faults.Add("password", Password.Check(givenPassword, out var password));
        faults.ThrowIfAny();
        await ConfirmAsync(caller, password, hash, cancel);
    }

    private async Task ConfirmAsync(Caller caller, Password password, string? hash, CancellationToken cancel)
    {
        var attempt = await throttle.BeginConfirmationAsync(caller);
        var (matches, _) = await hasher.VerifyAsync(password, hash, cancel);
        if (!matches)
            throw new RefusedException(ErrorCatalogue.InvalidCredentials, "The password is wrong.");
        await attempt.SucceedAsync();
    }

    private Task<(User User, string PasswordHash)?> FindAsync(Caller caller, CancellationToken cancel)
    {
        _ = Username.TryParse(caller.Username, out var username);
        return users.FindWithPasswordAsync(username, cancel);
    }
}
