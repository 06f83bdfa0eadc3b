namespace ChatHub.Domain.Time;

/// <summary>Times as they are stored and sent: UTC, whole milliseconds, so that what is read back equals what was answered.</summary>
public static class Milliseconds
{
    extension(TimeProvider time)
    {
        /// <summary>The current time, cut to the millisecond.</summary>
        public DateTimeOffset GetUtcMilliseconds() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
