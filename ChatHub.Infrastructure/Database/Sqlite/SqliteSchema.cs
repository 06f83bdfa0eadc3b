using System.Security.Cryptography;
using ChatHub.Domain.Search;
using ChatHub.Infrastructure.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Brings the database up to this version's schema before anything else uses it, and holds it for this process until the end.</summary>
internal sealed partial class SqliteSchema(
    SqliteFile file, IDbContextFactory<SqliteContext> contexts, Pepper pepper, SigningKeys signingKeys, Installation installation, IHostEnvironment environment, ILogger<SqliteSchema> logger)
    : IHostedService, IDisposable
{
    // Versions up to 3.51.2 can corrupt a database in WAL mode when two connections checkpoint at once (sqlite.org/wal.html, "The WAL-Reset Bug").
    private static readonly Version OldestSqlite = new(3, 51, 3);

    private ProcessLock? _lock;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lock = new ProcessLock(file.Path);
            MakeOwnerOnly();
            using var context = contexts.CreateDbContext();
            CheckEngine(context);
            Upgrade(context);
            var row = Load(context);
            if (row.SearchVersion != SearchText.Version)
                SearchIndexing.Renew(context, row);
        }
        catch (SqliteException e)
        {
            throw new StartupException($"Database: cannot use {file.Path}: {e.Message}", e);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _lock?.Dispose();

    /// <summary>Whatever the directory's mode: the file holds password hashes and every text. SQLite gives its other files the same mode.</summary>
    private void MakeOwnerOnly()
    {
        using (File.Open(file.Path, FileMode.OpenOrCreate))
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static void CheckEngine(SqliteContext context)
    {
        context.Database.OpenConnection();
        var version = context.Database.GetDbConnection().ServerVersion;
        if (Version.Parse(version) < OldestSqlite)
            throw new StartupException($"Database: SQLite {version} is too old; {OldestSqlite} or newer is needed.");
    }

    private void Upgrade(SqliteContext context)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = context.Database.GetAppliedMigrations().ToList();
        if (applied.Find(migration => !known.Contains(migration)) is { } newer)
            throw new StartupException($"Database: {file.Path} was written by a newer version of ChatHub (it has {newer}).");

        var pending = known.Count - applied.Count;
        if (pending == 0)
            return;
        // EF Core's own lock is a row that a kill leaves behind, and then every later start waits for it. Ours is held already, so nobody else can be migrating.
        context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        context.Database.Migrate();
        LogUpgraded(pending, file.Path);
    }

    private InstallationRow Load(SqliteContext context)
    {
        var row = context.Installations.SingleOrDefault();
        var isOld = row is not null;
        if (row is null)
        {
            row = new InstallationRow
            {
                Id = 1,
                Epoch = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
                PepperFingerprint = pepper.Fingerprint,
            };
            context.Add(row);
            context.SaveChanges();
        }

        if (row.PepperFingerprint != pepper.Fingerprint)
            throw new StartupException($"DataDirectory: the file keys/pepper does not belong to the database {file.Path}; without the right one nobody could log in.");
        if (isOld && signingKeys.HadNone && environment.IsProduction())
        {
            signingKeys.Discard();
            throw new StartupException(
                $"DataDirectory: the database {file.Path} has been used before, but no keys/signing-*.pem is there: keys must last as long as the database. If they are lost, "
                + "make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out keys/signing-0.pem");
        }

        installation.Epoch = row.Epoch;
        return row;
    }

    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, Message = "Applied {Count} migrations to {Path}")]
    private partial void LogUpgraded(int count, string path);
}
