using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Statements of the write path, compiled once: EF Core's own cost would be several times that of the rows. Used by one thread.</summary>
internal abstract class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly List<SqliteStatement> _all = [];
    private SqliteTransaction? _transaction;

    public void Enlist(SqliteTransaction transaction)
    {
        _transaction = transaction;
        foreach (var statement in _all)
            statement.Enlist(transaction);
    }

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    protected SqliteStatement Prepare(int parameters, string sql)
    {
        var statement = new SqliteStatement(connection, sql, parameters);
        statement.Enlist(_transaction);
        _all.Add(statement);
        return statement;
    }
}
