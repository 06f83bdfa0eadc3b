namespace ChatHub.Domain.Accounts;

/// <summary>
/// Hashes passwords, slowly on purpose. Safe for any number of callers: one or two hashes run at a time, some wait, and
/// the rest is refused as <c>too_many_attempts</c>, so that logins never starve the chat.
/// </summary>
public interface IPasswordHasher
{
    /// <summary>Hashes a password that someone wants to have from now on.</summary>
    /// <param name="password">The password.</param>
    /// <param name="findFault">What is wrong with it, as a sentence, or null. Asked first, and where hashes wait for their turn, because the answer takes long, too.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The hash, or else the fault.</returns>
    Task<(string? Hash, string? Fault)> HashAsync(Password password, Func<string?> findFault, CancellationToken cancel);

    /// <summary>
    /// Compares a password with a hash. With no hash, or one that is cheaper than today's, a wrong one takes the time of today's comparison all the same, so that a
    /// stranger cannot tell by the clock which accounts exist (OWASP Authentication Cheat Sheet, "Authentication Responses").
    /// </summary>
    /// <returns>Whether it matches, and a renewed hash when the stored one is weaker than what is asked for today.</returns>
    Task<(bool Matches, string? RenewedHash)> VerifyAsync(Password password, string? hash, CancellationToken cancel);
}
