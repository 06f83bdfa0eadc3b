namespace ChatHub.Domain.Accounts;

/// <summary>
/// Hashes passwords, slowly on purpose. Safe for any number of callers: one or two hashes run at a time, some wait, and
/// the rest is refused as <c>too_many_attempts</c>, so that logins never starve the chat.
/// </summary>
public interface IPasswordHasher
{
    Task<string> HashAsync(Password password, CancellationToken cancel);

    /// <summary>
    /// Compares a password with a hash. With no hash it takes the time of one comparison all the same and answers false, so that a
    /// stranger cannot tell by the clock which accounts exist (OWASP Authentication Cheat Sheet, "Authentication Responses").
    /// </summary>
    /// <returns>Whether it matches, and a renewed hash when the stored one is weaker than what is asked for today.</returns>
    Task<(bool Matches, string? RenewedHash)> VerifyAsync(Password password, string? hash, CancellationToken cancel);
}
