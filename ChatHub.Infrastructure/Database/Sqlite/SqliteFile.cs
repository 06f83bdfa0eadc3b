using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Where the SQLite database is, and how its connections are made.</summary>
internal sealed class SqliteFile
{
    /// <exception cref="StartupException">The connection string is not one of SQLite's, or names no file.</exception>
    public SqliteFile(DatabaseOptions options, DataDirectory data)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(options.ConnectionString ?? "");
        }
        catch (ArgumentException e)
        {
            // Not the cause's own words: they may quote a secret.
            throw new StartupException("Database:ConnectionString: is not a connection string of SQLite.", e);
        }

        if (builder.DataSource is "" && options.ConnectionString is null)
            builder.DataSource = data.File("chathub.db");
        if (builder.DataSource is "" or ":memory:" || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || builder.Mode == SqliteOpenMode.Memory)
            throw new StartupException("Database:ConnectionString: must name a file; a database in memory would lose what was acknowledged.");

        builder.ForeignKeys = true;
        Path = System.IO.Path.GetFullPath(builder.DataSource);
        ConnectionString = builder.ConnectionString;
    }

    /// <summary>The absolute path of the database file.</summary>
    public string Path { get; }

    public string ConnectionString { get; }

    /// <summary>Sets up a context that opens connections of its own.</summary>
    public void Configure(DbContextOptionsBuilder options) => SetUp(options.UseSqlite(ConnectionString, SetUp));

    /// <summary>Options for a context on a connection that is already open.</summary>
    public static DbContextOptions<SqliteContext> OptionsFor(SqliteConnection connection)
    {
        var options = new DbContextOptionsBuilder<SqliteContext>();
        SetUp(options.UseSqlite(connection, SetUp));
        return options.Options;
    }

    /// <summary>A list is one parameter, so that its length does not make another statement of a query, to be prepared anew.</summary>
    private static void SetUp(SqliteDbContextOptionsBuilder options) => options.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    /// <summary>The one place that says how EF Core is set up on SQLite, for the server and for its design tools.</summary>
    public static void SetUp(DbContextOptionsBuilder options)
        => options.ReplaceService<IMigrationsSqlGenerator, WithoutRowidSqlGenerator>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            // What fails is thrown as well, and logged as an error by whoever cannot make anything of it. A search that is interrupted, by its time or because
            // the client hung up, is no error, and comes as often as clients like.
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug)));
}
