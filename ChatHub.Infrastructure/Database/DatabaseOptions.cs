namespace ChatHub.Infrastructure.Database;

/// <summary>The section <c>Database</c>: where rooms, messages and accounts are kept.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The engine.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>How to reach the engine; by default a file in the data directory. May hold a secret.</summary>
    public string? ConnectionString { get; init; }
}

/// <summary>The engines that can be chosen.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite, within the process.</summary>
    Sqlite,
}
