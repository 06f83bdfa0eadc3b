using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Statements of the write path, compiled once: EF Core's own cost would be several times that of the rows. Used by one thread.</summary>
internal abstract class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly List<SqliteStatement> _all = [];

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    protected SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(connection, sql);
        _all.Add(statement);
        return statement;
    }
}
