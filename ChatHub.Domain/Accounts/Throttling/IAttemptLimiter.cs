namespace ChatHub.Domain.Accounts.Throttling;

/// <summary>Counts attempts by key. Safe for any number of callers. What it holds is bounded: when full, the key that has been quiet for longest is forgotten.</summary>
public interface IAttemptLimiter
{
    /// <summary>Takes one attempt from a key's allowance, before the attempt is made: so parallel guesses cannot exceed it.</summary>
    /// <returns>Null to go ahead; else how long to wait. Attempts that are made too early cost nothing and lengthen nothing.</returns>
    ValueTask<TimeSpan?> TakeAsync(string key, AttemptAllowance allowance);

    /// <summary>The attempt turned out not to count: it is given back.</summary>
    ValueTask GiveBackAsync(string key, AttemptAllowance allowance);

    /// <summary>Starts anew with a key: all failures are forgiven.</summary>
    ValueTask ForgiveAsync(string key);
}

/// <summary>How many attempts there are.</summary>
/// <param name="Attempts">This many at once, and in each <paramref name="Period"/>.</param>
/// <param name="Period">How long it takes until as many are there again.</param>
/// <param name="FirstWait">
/// How long the key waits once all are used; each attempt after that doubles the wait, up to <see cref="LongestWait"/> (NIST SP 800-63B-4, section 3.2.2).
/// Null for a key that waits for the next attempt only.
/// </param>
public sealed record AttemptAllowance(int Attempts, TimeSpan Period, TimeSpan? FirstWait = null)
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The wait after this many strikes, 1 for the first.</summary>
    public TimeSpan WaitAfter(int strikes)
    {
        var wait = (FirstWait ?? TimeSpan.Zero) * Math.Pow(2, Math.Min(strikes, 32) - 1);
        return wait < LongestWait ? wait : LongestWait;
    }
}
