namespace ChatHub.Domain.Accounts;

/// <summary>Keeps sessions. Safe for any number of callers; every write is durable when its task completes.</summary>
public interface ISessionStore
{
    /// <summary>
    /// Opens a session. Of a person who has <paramref name="most"/> already, those that were not used for longest end. With a proof, only while that is still the user's password; a renewed
    /// hash replaces it in the same transaction.
    /// </summary>
    /// <returns>The ids of the sessions that have ended for it; null when the account was deleted, or its password changed, meanwhile.</returns>
    Task<IReadOnlyList<string>?> OpenAsync(Session session, RefreshToken token, int most, PasswordProof? proof = null);

    /// <summary>Who a session belongs to; null when it has ended.</summary>
    Task<Caller?> FindCallerAsync(string sessionId, CancellationToken cancel);

    /// <summary>Puts a token's successor in its place, in one atomic update: of two calls with the same token one renews, and the other repeats.</summary>
    Task<Renewal> RenewAsync(RefreshToken token, RefreshToken successor, SessionUse use);

    /// <summary>A user's sessions, the last used first.</summary>
    Task<IReadOnlyList<Session>> ListAsync(long userId, CancellationToken cancel);

    /// <summary>Whether the account of this name has a session that is used from this device and address.</summary>
    Task<bool> HasDeviceAsync(string usernameKey, string device, string address, CancellationToken cancel);

    /// <summary>Ends one session.</summary>
    /// <returns>Whose it was; null when there is none (any more), or it is not <paramref name="owner"/>'s.</returns>
    Task<long?> EndAsync(string sessionId, long? owner);

    /// <summary>Ends all sessions of a user.</summary>
    Task EndAllAsync(long userId);

    /// <summary>Gives a user another password in the place of the one that was verified, and ends all sessions but the caller's.</summary>
    /// <returns>The ids of those that have ended; null when the password is another one, or the caller's session has ended, meanwhile.</returns>
    Task<IReadOnlyList<string>?> ChangePasswordAsync(Caller caller, string verifiedHash, string newHash);

    /// <summary>Removes the sessions that have not been used since, or were opened before.</summary>
    Task RemoveExpiredAsync(DateTimeOffset usedBefore, DateTimeOffset createdBefore);
}

/// <summary>A password that was verified against a hash.</summary>
/// <param name="VerifiedHash">The hash, as it was stored then.</param>
/// <param name="RenewedHash">What should stand in its place, where it is weaker than what is asked for today.</param>
public sealed record PasswordProof(string VerifiedHash, string? RenewedHash)
{
    // A record would print its values.
    public override string ToString() => nameof(PasswordProof);
}

/// <summary>A renewal: when, from where, and what was too long ago for it.</summary>
/// <param name="At">Now.</param>
/// <param name="Client">Where the call comes from.</param>
/// <param name="UsedBefore">A session not used since then has ended.</param>
/// <param name="CreatedBefore">A session opened before then has ended.</param>
/// <param name="RepeatedSince">A token that was used since then may be given its successor once more.</param>
public sealed record SessionUse(DateTimeOffset At, Client Client, DateTimeOffset UsedBefore, DateTimeOffset CreatedBefore, DateTimeOffset RepeatedSince);

/// <summary>What became of a renewal.</summary>
/// <param name="Outcome">What was done.</param>
/// <param name="Session">The session; as it was when it has ended, and null when there is none.</param>
/// <param name="Generation">The generation of the token that is good now.</param>
public sealed record Renewal(RenewalOutcome Outcome, Session? Session = null, int Generation = 0);

/// <summary>What a renewal can come to.</summary>
public enum RenewalOutcome
{
    /// <summary>The successor is good now.</summary>
    Renewed,

    /// <summary>The token was used a moment ago: its answer was lost, or two tabs had the same thought. Its successor is good.</summary>
    Repeated,

    /// <summary>The token was used before that: somebody has stolen it. The session has ended.</summary>
    Replayed,

    /// <summary>There is no such session any more.</summary>
    Gone,
}
