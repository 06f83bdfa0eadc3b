namespace ChatHub.Domain.Limits;

/// <summary>
/// So many a second, so many at once after a pause: a token bucket by the generic cell rate algorithm (ITU-T I.371), which needs one number for each one who is
/// counted, the moment when the bucket is full again. Immutable; whoever holds the number guards it. The clock is the monotonic one, so setting the time gives
/// nobody more or less.
/// </summary>
/// <param name="perSecond">0 for no limit.</param>
/// <param name="burst">0 for no limit.</param>
/// <param name="time">The clock.</param>
public sealed class CellRate(int perSecond, int burst, TimeProvider time)
{
    private readonly long _interval = perSecond > 0 ? Math.Max(time.TimestampFrequency / perSecond, 1) : 0;

    public bool IsUnlimited => perSecond == 0 || burst == 0;

    /// <summary>Takes one, if there is one.</summary>
    /// <param name="fullAt">When the bucket is full again; 0 for one that is.</param>
    /// <param name="wait">If there is none: the time until the next one.</param>
    public bool TryTake(ref long fullAt, out TimeSpan wait)
    {
        wait = default;
        if (IsUnlimited)
            return true;
        var now = time.GetTimestamp();
        var since = Math.Max(fullAt, now);
        var missing = since - now - (_interval * (burst - 1));
        if (missing > 0)
        {
            wait = time.GetElapsedTime(0, missing);
            return false;
        }

        fullAt = since + _interval;
        return true;
    }

    /// <summary>Whether a bucket is full again, so that it need not be remembered.</summary>
    public bool IsFull(long fullAt) => fullAt <= time.GetTimestamp();
}
