using Microsoft.Data.Sqlite;

namespace ChatHub.Tests.Support;

/// <summary>A look, or a grip, into a server's database file, past the server.</summary>
public sealed class DatabaseFile(string dataDirectory)
{
    // Not pooled: a pooled connection would hold the file after the test.
    private readonly string _connectionString =
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataDirectory, "chathub.db"), Pooling = false }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of every row, as text.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }

    /// <summary>Keeps every other writer out, as a backup tool or a careless operator may, until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> LockAsync()
    {
        var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
