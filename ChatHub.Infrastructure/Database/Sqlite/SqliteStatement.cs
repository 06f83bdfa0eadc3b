using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>A statement that is compiled once and run many times, with parameters <c>$1, $2, …</c>. Used by one thread.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var number = 1; number <= parameters; number++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
    }

    /// <summary>Every run names the transaction it belongs to.</summary>
    public void Enlist(SqliteTransaction? transaction) => _command.Transaction = transaction;

    public void Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    /// <summary>The first row, or the default when there is none.</summary>
    public T? First<T>(Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> List<T>(Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
    }
}
