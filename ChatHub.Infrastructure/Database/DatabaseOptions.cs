namespace ChatHub.Infrastructure.Database;

/// <summary>The section <c>Database</c>: where rooms, messages and accounts are kept.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The engine. <c>Postgres</c> comes later.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>How to reach the engine; without one, a file in the data directory. A database in memory is refused. May hold a secret.</summary>
    /// <value>a connection string of SQLite that names a file</value>
    public string? ConnectionString { get; init; }
}

/// <summary>The engines that can be chosen.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite, within the process.</summary>
    Sqlite,
}
