namespace ChatHub.Domain.Accounts;

/// <summary>
/// What renews a session: one for each of its generations, good once. Never stored; what is stored is its hash, so that whoever reads the database
/// cannot use it (OWASP ASVS 5.0, 11.4).
/// </summary>
/// <param name="SessionId">Which session it renews.</param>
/// <param name="Generation">0 for the one given at login; each renewal adds 1.</param>
/// <param name="Value">The token itself. A secret.</param>
/// <param name="Hash">SHA-256 of <paramref name="Value"/>.</param>
public sealed record RefreshToken(string SessionId, int Generation, string Value, byte[] Hash)
{
    // A record would print its value.
    public override string ToString() => "(refresh token)";
}

/// <summary>
/// Makes refresh tokens. The same session and generation always make the same one, on every node: so an answer that was lost on its way can be
/// given again without being kept. Safe for any number of callers.
/// </summary>
public interface IRefreshTokens
{
    RefreshToken Make(string sessionId, int generation);

    /// <summary>Null for anything that this server has not made.</summary>
    RefreshToken? Read(string? value);
}
