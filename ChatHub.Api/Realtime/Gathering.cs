namespace ChatHub.Api.Realtime;

/// <summary>
/// When a busy room's next batch may go out. A write to a reader costs the server some <see cref="WriteCost"/>, mostly for the system call, however many events it carries: so a quiet room's events
/// go out at once, and those of a busy one gather, for as long as keeps the writes at about a fifth of one processor's time, but not for longer than <see cref="Longest"/>, nor once there are <see cref="Full"/> of them;
/// while more are being committed, not until there are <see cref="Most"/>. Guarded by the feed's lock.
/// </summary>
internal sealed class Gathering(TimeProvider time)
{
    /// <summary>So many events in one write have had most of the gain that there is.</summary>
    public const int Full = 32;

    /// <summary>Beyond that, nothing more is gained by waiting.</summary>
    public const int Most = 100;

    private const int Share = 4;

    private static readonly TimeSpan WriteCost = TimeSpan.FromMicroseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(45);

    private long _last;
    private TimeSpan _pause;

    /// <summary>For how long the next batch has to wait still; zero or less for not at all.</summary>
    public TimeSpan Left => _pause - time.GetElapsedTime(_last);

    /// <summary>A batch has gone out to so many readers.</summary>
    public void Begin(int readers)
    {
        _last = time.GetTimestamp();
        _pause = TimeSpan.FromTicks(Math.Min(readers * WriteCost.Ticks * Share, Longest.Ticks));
    }
}
