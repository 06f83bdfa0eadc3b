using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// The one writer of the database, on a thread of its own (SQLite's calls block). Takes all that has queued, at most <see cref="BatchLimit"/>
/// of either kind, into one transaction with one fsync: the busier the disk, the larger the batch. Safe for any number of callers; writes are committed in the
/// order in which they were queued, save that patient ones may come later. The queue holds <see cref="QueueLimit"/>, and as many patient ones; a write beyond it is refused
/// as <c>unavailable</c> at once.
/// </summary>
internal sealed partial class SqliteWriter(
    SqliteFile file, Pepper pepper, IRoomEventBus bus, ITranslationBus translationBus, SqliteWriterState state, TimeProvider time, ILogger<SqliteWriter> logger)
    : IHostedService, IDatabaseWriter, IWriteQueue, IDisposable
{
    private const int QueueLimit = 4096;
    private const int BatchLimit = 512;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    // Whoever reads a translation waited for its provider, too, and does not see these.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    private readonly WriteQueue _queue = new(QueueLimit, Patience);

    // Settled when the thread has ended.
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SqliteWriteSession? _session;
    private TimeSpan _retryAfter = RetryAfter; // Longer once the queue is closed; read by any thread.
    private bool _hasStarted;
    private bool _hasRemoved;

    /// <summary>Whether a transaction is under way, or another one will follow at once.</summary>
    public bool IsBusy => state.IsWriting || _queue.HasUrgent;

    public Task<T> WriteAsync<T>(Func<ChatHubContext, T> write) => QueueAsync(session =>
    {
        using var context = session.OpenContext();
        return write(context);
    });

    /// <summary>Queues a write; its place is taken before this method returns.</summary>
    /// <param name="write">Reads and writes.</param>
    /// <param name="isPatient">Whether it may wait a little, so as to be committed along with others.</param>
    public Task<T> QueueAsync<T>(Func<SqliteWriteSession, T> write, bool isPatient = false)
    {
        var operation = new WriteOperation<T>(write);
        if (_queue.TryAdd(operation, isPatient))
            return operation.Settled;
        if (!_queue.IsClosed && state.NoteFull())
            LogFull(QueueLimit);
        return Task.FromException<T>(Unavailable());
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _session = new SqliteWriteSession(file, pepper, time);
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
        _hasStarted = true;
        return Task.CompletedTask;
    }

    public Task CloseAsync(TimeSpan retryAfter)
    {
        _retryAfter = retryAfter;
        _queue.Close();
        return _hasStarted ? _ended.Task : Task.CompletedTask;
    }

    /// <summary>Takes no more writes, and ends when those that are queued are committed, or when the stop may take no longer.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAny(CloseAsync(_retryAfter), Task.Delay(Timeout.Infinite, cancellationToken));

    public void Dispose()
    {
        // A transaction that is stuck keeps its session until the process ends.
        if (!_hasStarted || _ended.Task.IsCompleted)
            _session?.Dispose();
    }

    private void Run()
    {
        var batch = new List<WriteOperation>();
        while (WaitForWrites())
        {
            batch.Clear();
            _queue.Take(batch, BatchLimit);
            Commit(batch);
        }

        _ended.SetResult();
    }

    private void Commit(IReadOnlyList<WriteOperation> batch)
    {
        CommittedChanges committed;
        state.Begin();
        try
        {
            committed = Transact(batch);
        }
        catch (Exception e)
        {
            Abandon();
            Recover(batch, e);
            return;
        }
        finally
        {
            state.End();
        }

        // First the events, then the receipts: whoever holds a receipt can rely on its event being on the way.
        // Outside the try: what is committed must never be repeated.
        if (committed.Events.Count > 0)
            bus.Publish(committed.Events);
        if (committed.Patches.Count > 0)
            translationBus.Publish(committed.Patches);
        foreach (var operation in batch)
            operation.Complete();
    }

    private CommittedChanges Transact(IReadOnlyList<WriteOperation> batch)
    {
        _session ??= new SqliteWriteSession(file, pepper, time);
        var writes = _session.Writes;
        _session.Begin();
        foreach (var operation in batch)
            operation.Run(_session);
        var committed = _session.Commit(out var hasRemoved);
        _hasRemoved |= hasRemoved;
        // A transaction that only read proves nothing: it touches no disk.
        if (_session.Writes > writes)
            NoteSuccess();
        return committed;
    }

    /// <summary>One write that went wrong must not take the others with it: repeats them alone, unless it is the database that failed.</summary>
    private void Recover(IReadOnlyList<WriteOperation> batch, Exception cause)
    {
        var fault = SqliteErrors.Find(cause);
        var isDatabase = fault is { SqliteErrorCode: not SqliteErrors.Constraint };
        if (!isDatabase && batch.Count > 1)
        {
            foreach (var operation in batch)
                Commit([operation]);
            return;
        }

        // Said once: the next ones fail for the same reason until it is over.
        if (isDatabase ? state.Note(isFailing: true) : cause is not RefusedException)
            LogFailed(cause, batch.Count);
        foreach (var operation in batch)
            operation.Fail(isDatabase ? Unavailable(cause) : cause);
        if (fault?.SqliteErrorCode == SqliteErrors.Busy)
            FailWaiting(cause);
    }

    /// <summary>Those who have queued while another process had the database locked are told, too: each batch in turn would keep the last of them waiting for a minute.</summary>
    private void FailWaiting(Exception cause)
    {
        var waiting = new List<WriteOperation>();
        _queue.Take(waiting, QueueLimit);
        foreach (var operation in waiting)
            operation.Fail(Unavailable(cause));
    }

    /// <summary>Starts anew on a fresh connection, whatever state the old one is in.</summary>
    private void Abandon()
    {
        _session?.Dispose();
        _session = null;
    }

    private RefusedException Unavailable(Exception? cause = null) => new(ErrorCatalogue.Unavailable, retryAfter: _retryAfter, cause: cause);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Error, Message = "A transaction of {Count} writes failed; none of them was acknowledged")]
    private partial void LogFailed(Exception cause, int count);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "The queue of writes is full ({Limit}); writes beyond it are refused as unavailable")]
    private partial void LogFull(int limit);
}
