namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>How the writer fares: noted by it, asked by any thread, without waiting for anything that it waits for.</summary>
internal sealed class SqliteWriterState(TimeProvider time)
{
    /// <summary>A transaction that lasts longer waits for a disk, or for another process.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(1);

    /// <summary>Long enough to be seen by whoever looks every few seconds.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly long _start = time.GetTimestamp();
    private long _begun;
    private long _full;
    private volatile bool _isFailing;

    /// <summary>Whether the database did not take what was tried last.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Whether writes fail, hang or find the queue full, or did so just now.</summary>
    public bool IsDegraded => _isFailing || Since(ref _begun) > LongestTransaction || Since(ref _full) is { } full && full < Remembered;

    /// <summary>Whether a transaction is under way.</summary>
    public bool IsWriting => Volatile.Read(ref _begun) != 0;

    /// <summary>A transaction begins.</summary>
    public void Begin() => Volatile.Write(ref _begun, Now);

    /// <summary>It has ended.</summary>
    public void End() => Volatile.Write(ref _begun, 0);

    /// <summary>The database has taken what was written, or has not.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Note(bool isFailing)
    {
        var isNews = _isFailing != isFailing;
        _isFailing = isFailing;
        return isNews;
    }

    /// <summary>A write found the queue full.</summary>
    /// <returns>Whether that is news.</returns>
    public bool NoteFull()
    {
        var before = Since(ref _full);
        Volatile.Write(ref _full, Now);
        return before is null || before > Remembered;
    }

    // Never 0, which stands for never.
    private long Now => time.GetElapsedTime(_start).Ticks + 1;

    private TimeSpan? Since(ref long mark) => Volatile.Read(ref mark) is var at and not 0 ? TimeSpan.FromTicks(Now - at) : null;
}
