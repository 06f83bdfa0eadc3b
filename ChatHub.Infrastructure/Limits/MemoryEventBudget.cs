using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;

namespace ChatHub.Infrastructure.Limits;

/// <summary>
/// The budgets of a single node. Safe for any number of callers; a lock guards the map, which holds only those who have written lately: budgets that are full
/// again are forgotten whenever the map has doubled. Should more than <see cref="MaxUsers"/> be left, all start over with a full one: that is bounded, too, and
/// locks nobody out.
/// </summary>
public sealed class MemoryEventBudget(LimitOptions limits, TimeProvider time, ILimitLog log) : IEventBudget
{
    private const int MaxUsers = 1_000_000;
    private const int FirstSweep = 1024;

    private readonly CellRate _rate = new(limits.MessagesPerSecond, limits.MessageBurst, time);
    private readonly Dictionary<long, long> _fullAt = [];
    private int _sweepAt = FirstSweep;

    /// <summary>How many budgets are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_fullAt)
                return _fullAt.Count;
        }
    }

    public void Take(long userId)
    {
        if (_rate.IsUnlimited || TryTake(userId, out var wait))
            return;
        log.Refused(nameof(LimitOptions.MessagesPerSecond));
        throw new RefusedException(ErrorCatalogue.RateLimited, retryAfter: wait);
    }

    private bool TryTake(long userId, out TimeSpan wait)
    {
        lock (_fullAt)
        {
            var fullAt = _fullAt.GetValueOrDefault(userId);
            var isTaken = _rate.TryTake(ref fullAt, out wait);
            _fullAt[userId] = fullAt;
            if (_fullAt.Count >= _sweepAt)
                Sweep();
            return isTaken;
        }
    }

    private void Sweep()
    {
        foreach (var (userId, fullAt) in _fullAt)
        {
            if (_rate.IsFull(fullAt))
                _fullAt.Remove(userId);
        }

        if (_fullAt.Count >= MaxUsers)
            _fullAt.Clear();
        _sweepAt = Math.Clamp(_fullAt.Count * 2, FirstSweep, MaxUsers);
    }
}
