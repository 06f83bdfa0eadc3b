using Microsoft.Data.Sqlite;

namespace ChatHub.Tests.Support;

/// <summary>All that a server has stored, a line for each row: when it is the same before and after a call, the call wrote nothing.</summary>
public static class StoredRows
{
    public static IReadOnlyList<string> Read(ChatServer server)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(server.DataDirectory, "chathub.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        using var connection = new SqliteConnection(file.ConnectionString);
        connection.Open();
        var tables = Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
        return tables.SelectMany(table => Query(connection, $"SELECT '{table}', * FROM \"{table}\"")).ToList();
    }

    private static List<string> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database's own list of tables.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(" | ", values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value.ToString())));
        }

        return rows;
    }
}
