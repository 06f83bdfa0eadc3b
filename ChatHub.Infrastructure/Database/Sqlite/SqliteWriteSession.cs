using ChatHub.Infrastructure.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>The writer's connection and what a transaction on it holds. Used by the writer's thread only.</summary>
internal sealed class SqliteWriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly DbContextOptions<SqliteContext> _options;
    private readonly SqliteStatements[] _statements;
    private SqliteTransaction? _transaction;
    private long _contexts;

    public SqliteWriteSession(SqliteFile file, Pepper pepper, TimeProvider time)
    {
        // Not pooled: after a failure the next session starts on a connection that is really new. Five seconds: whoever waits for a database
        // that another process has locked is told so before they give up by themselves. Private: readers that shared its cache would lock its tables.
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false, DefaultTimeout = 5, Cache = SqliteCacheMode.Private }.ConnectionString);
        _connection.Open();
        using (var pragma = _connection.CreateCommand())
        {
            // FULL: the log is on disk before COMMIT returns, so a receipt survives a power cut (sqlite.org/pragma.html#pragma_synchronous).
            // secure_delete: what is deleted is overwritten with zeros, so that it is not in the file any more (sqlite.org/pragma.html#pragma_secure_delete).
            pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON";
            pragma.ExecuteNonQuery();
        }

        _options = SqliteFile.OptionsFor(_connection);
        var (rooms, members, messages) = (new SqliteRoomStatements(_connection), new SqliteMemberStatements(_connection), new SqliteMessageStatements(_connection));
        var translations = new SqliteTranslationStatements(_connection);
        _statements = [rooms, members, messages, translations];
        Rooms = new SqliteRoomTransaction(rooms, members, messages, translations, pepper, time);
    }

    /// <summary>The rooms' logs, as this transaction sees them.</summary>
    public SqliteRoomTransaction Rooms { get; }

    /// <summary>How often this session has written, or could have; tells a refusal before the first write from one after it.</summary>
    public long Writes => Rooms.Writes + _contexts;

    /// <summary>For what is not a room's log.</summary>
    public ChatHubContext OpenContext()
    {
        _contexts++;
        Rooms.Flush();
        var context = new SqliteContext(_options);
        context.Database.UseTransaction(_transaction);
        return context;
    }

    public void Begin()
    {
        // IMMEDIATE: a transaction that reads first and then writes would fail only after the whole busy timeout.
        _transaction = _connection.BeginTransaction(deferred: false);
    }

    /// <param name="hasRemoved">Whether something was taken away that must be found nowhere any more.</param>
    /// <returns>What is in the logs from now on.</returns>
    public CommittedChanges Commit(out bool hasRemoved)
    {
        Rooms.Flush();
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
        hasRemoved = Rooms.HasRemoved;
        return Rooms.End();
    }

    /// <summary>Tries whether writing works, without waiting.</summary>
    public void Touch() => SqliteProbe.Write(_connection);

    /// <summary>Folds the write-ahead log into the database and empties its file.</summary>
    /// <returns>False while a reader still needs it.</returns>
    public bool TruncateLog()
    {
        using var pragma = _connection.CreateCommand();
        pragma.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return pragma.ExecuteScalar() is 0L;
    }

    public void Dispose()
    {
        foreach (var statements in _statements)
            statements.Dispose();
        _transaction?.Dispose();
        _connection.Dispose();
    }
}
