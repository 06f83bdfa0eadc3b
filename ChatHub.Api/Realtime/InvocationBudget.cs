using ChatHub.Domain.Limits;

namespace ChatHub.Api.Realtime;

/// <summary>
/// What one connection may still ask for in the present second, which begins with the first frame after the one before: <see cref="LimitOptions.InvocationsPerSecond"/> calls, and fewer than
/// ten times as many frames of any kind. Used by the connection's one reader.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="log">Learns when one bites.</param>
/// <param name="time">The clock.</param>
internal sealed class InvocationBudget(LimitOptions limits, ILimitLog log, TimeProvider time)
{
    private const int FramesPerCall = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private long _since;
    private int _frames;
    private int _calls;

    /// <summary>Whether there was a frame too many: nothing that the connection still says counts.</summary>
    public bool IsSpent { get; private set; }

    private int Limit => limits.InvocationsPerSecond;

    /// <summary>Counts a frame.</summary>
    /// <returns>False when it was the one too many, at ten times the limit: the connection is to be closed.</returns>
    public bool TakeFrame()
    {
        if (Limit == 0)
            return true;
        if (_frames == 0 || time.GetElapsedTime(_since) >= Second)
            (_since, _frames, _calls) = (time.GetTimestamp(), 0, 0);
        _frames++;
        if (_frames < (long)Limit * FramesPerCall)
            return true;
        IsSpent = true;
        log.Refused(nameof(LimitOptions.InvocationsPerSecond));
        return false;
    }

    /// <summary>Counts a call, which has been counted as a frame.</summary>
    /// <returns>Null when it may be made, else when to try again.</returns>
    public TimeSpan? TakeCall()
    {
        if (Limit == 0 || ++_calls <= Limit)
            return null;
        log.Refused(nameof(LimitOptions.InvocationsPerSecond));
        var left = Second - time.GetElapsedTime(_since);
        // The second may end between the two looks at the clock: none would read as no time at all.
        return left > Shortest ? left : Shortest;
    }
}
