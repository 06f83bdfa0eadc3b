using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>What the writer does while nobody writes: tries whether a database that failed is well again, and has what was removed leave the write-ahead log.</summary>
internal sealed partial class SqliteWriter
{
    private static readonly TimeSpan QuietBeforeForgetting = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan QuietBeforeTrying = TimeSpan.FromSeconds(1);

    /// <summary>The thread has nothing to do but wait, so blocking it is right.</summary>
    /// <returns>False when there will be none.</returns>
    private bool WaitForWrites()
    {
        // A quiet server would never learn that its database is well again.
        while (state.IsFailing && !_queue.Wait(QuietBeforeTrying))
            Try();
        // Pages of before a removal stay in the write-ahead log until it begins anew, which on a quiet server might be never.
        while (_hasRemoved && !_queue.Wait(QuietBeforeForgetting))
            _hasRemoved = !Forget();
        _queue.Wait(Timeout.InfiniteTimeSpan);
        return !(_queue.IsClosed && _queue.IsEmpty);
    }

    private void Try()
    {
        try
        {
            _session ??= new SqliteWriteSession(file, pepper, time);
            _session.Touch();
            NoteSuccess();
        }
        catch (SqliteException)
        {
            Abandon();
        }
    }

    private bool Forget()
    {
        try
        {
            _session ??= new SqliteWriteSession(file, pepper, time);
            return _session.TruncateLog();
        }
        catch (SqliteException e)
        {
            LogNotForgotten(e);
            Abandon();
            return false;
        }
    }

    private void NoteSuccess()
    {
        if (state.Note(isFailing: false))
            LogRecovered();
    }

    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, Message = "What was removed could not be taken out of the write-ahead log yet")]
    private partial void LogNotForgotten(Exception cause);

    [LoggerMessage(EventId = 1013, Level = LogLevel.Information, Message = "The database takes writes again")]
    private partial void LogRecovered();
}
