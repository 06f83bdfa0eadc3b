namespace ChatHub.Domain.Accounts.Throttling;

/// <summary>An attempt that was counted. Used by one caller at a time.</summary>
public sealed class Attempt
{
    /// <summary>One that nobody counts.</summary>
    public static readonly Attempt Uncounted = new(limiter: null, []);

    private readonly IAttemptLimiter? _limiter;
    private readonly IReadOnlyList<(string Key, AttemptAllowance Allowance)> _counts;

    internal Attempt(IAttemptLimiter? limiter, IReadOnlyList<(string Key, AttemptAllowance Allowance)> counts) => (_limiter, _counts) = (limiter, counts);

    /// <summary>
    /// It succeeded, so it does not count. The last of its keys, the account's, starts anew; an address does not, or whoever has one account could guess at others from it for ever.
    /// </summary>
    public async Task SucceedAsync()
    {
        if (_limiter is null)
            return;
        foreach (var (key, allowance) in _counts.SkipLast(1))
            await _limiter.GiveBackAsync(key, allowance);
        await _limiter.ForgiveAsync(_counts[^1].Key);
    }
}
