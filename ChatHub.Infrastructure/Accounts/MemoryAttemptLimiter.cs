using ChatHub.Domain.Accounts.Throttling;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// The attempts of a single node, in memory. A lock guards the dictionary and its counts. Holds <paramref name="capacity"/> keys; when more come, those that would be no different
/// if they were forgotten go first, then the one of a few that has been quiet for longest.
/// </summary>
internal sealed class MemoryAttemptLimiter(TimeProvider time, int capacity = MemoryAttemptLimiter.DefaultCapacity) : IAttemptLimiter
{
    private const int DefaultCapacity = 100_000;
    private const int Few = 16;

    private readonly Dictionary<string, AttemptCount> _counts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>How many keys it holds.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _counts.Count;
        }
    }

    public ValueTask<TimeSpan?> TakeAsync(string key, AttemptAllowance allowance)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_counts.TryGetValue(key, out var count))
            {
                MakeRoom(now);
                _counts[key] = count = new AttemptCount(allowance, now);
                _order.Enqueue(key);
            }

            return ValueTask.FromResult(count.Take(now));
        }
    }

    public ValueTask GiveBackAsync(string key, AttemptAllowance allowance)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue(key, out var count))
                count.GiveBack(time.GetUtcNow());
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ForgiveAsync(string key)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue(key, out var count))
                count.Forgive(time.GetUtcNow());
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Looks at a few of the oldest keys whenever one is added, so that what can be forgotten is, and no call looks at all of them.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        var needed = new List<string>(Few);
        for (var looked = 0; looked < Few && _order.TryDequeue(out var key); looked++)
        {
            if (_counts[key].IsForgettable(now))
                _counts.Remove(key);
            else
                needed.Add(key);
        }

        var quietest = _counts.Count < capacity ? null : needed.MinBy(key => _counts[key].TouchedAt);
        if (quietest is not null)
            _counts.Remove(quietest);
        foreach (var key in needed.Where(key => key != quietest))
            _order.Enqueue(key);
    }
}
