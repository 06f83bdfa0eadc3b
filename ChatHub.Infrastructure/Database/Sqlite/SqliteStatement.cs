using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// A statement that is compiled once and run many times, with parameters <c>?1, ?2, …</c>. Used by one thread, and never again while a row of it is being mapped.
/// Past the provider's commands, which look every parameter up by its name and box every value each time. They also try again while the database is
/// busy or locked; within <c>BEGIN IMMEDIATE</c>, on a connection in WAL mode with a cache of its own, it never is: the one lock that writing takes is held
/// already, and readers hold none that a writer waits for (sqlite.org/wal.html).
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _parameters;
    private byte[] _utf8 = [];

    /// <exception cref="SqliteException">It does not compile.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _parameters = raw.sqlite3_bind_parameter_count(_statement);
    }

    /// <exception cref="SqliteException">It failed, with SQLite's extended code; it can be run again.</exception>
    public void Execute(params ReadOnlySpan<SqliteValue> values)
    {
        Bind(values);
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row, or the default when there is none.</summary>
    /// <inheritdoc cref="Execute"/>
    public T? First<T>(Func<SqliteRow, T> map, params ReadOnlySpan<SqliteValue> values)
    {
        Bind(values);
        try
        {
            return Step() ? map(new SqliteRow(_statement)) : default;
        }
        finally
        {
            Reset();
        }
    }

    /// <inheritdoc cref="Execute"/>
    public List<T> List<T>(Func<SqliteRow, T> map, params ReadOnlySpan<SqliteValue> values)
    {
        Bind(values);
        var rows = new List<T>();
        try
        {
            while (Step())
                rows.Add(map(new SqliteRow(_statement)));
        }
        finally
        {
            Reset();
        }

        return rows;
    }

    public void Dispose() => _statement.Dispose();

    /// <returns>Whether there is a row.</returns>
    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>
    /// Always, and at once: a statement that still runs keeps COMMIT and checkpoints from their work. Says again what <see cref="Step"/> has said, and what
    /// went wrong after a row was out (sqlite.org/c3ref/reset.html).
    /// </summary>
    private void Reset() => Check(raw.sqlite3_reset(_statement));

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);

    private void Bind(ReadOnlySpan<SqliteValue> values)
    {
        // All of them, each time: one that is left out would keep its value of the run before.
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _parameters, nameof(values));
        for (var index = 0; index < values.Length; index++)
            Check(values[index].Bind(_statement, index + 1, ref _utf8));
    }
}
