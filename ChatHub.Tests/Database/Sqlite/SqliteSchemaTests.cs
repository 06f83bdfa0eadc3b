using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Database.Sqlite;

/// <summary>How a server takes possession of its database at start, or refuses to.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private const string MakeLock = """
        CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        INSERT INTO "__EFMigrationsLock" VALUES (1, '2020-01-01 00:00:00+00:00');
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly DatabaseFile _database;

    public SqliteSchemaTests() => _database = new DatabaseFile(_directory.Path);

    [Fact]
    public async Task TheLargeTablesAreClusteredOnTheirKeys()
    {
        await using var server = Start();

        (await _database.ReadAsync("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1 ORDER BY name"))
            .Should().Contain(["Events", "Members", "Mentions", "Messages", "Reactions", "Restrictions", "RetiredNames"]);
    }

    [Fact]
    public async Task TheMigrationsAreUpToDateWithTheModel()
    {
        await using var server = Start();
        await using var context = server.Services.GetRequiredService<IDbContextFactory<SqliteContext>>().CreateDbContext();

        context.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Fact]
    public async Task TheDatabaseIsInWalModeAndANewStartKeepsItsEpoch()
    {
        await using (Start())
        {
        }

        var epoch = await _database.ReadAsync("SELECT Epoch FROM Installations");
        await using var again = Start();

        (await _database.ReadAsync("PRAGMA journal_mode")).Should().Equal("wal");
        (await _database.ReadAsync("SELECT Epoch FROM Installations")).Should().Equal(epoch).And.ContainSingle();
    }

    [Fact]
    public async Task ASecondServerOnTheSameDatabaseIsRefused()
    {
        await using var first = Start();

        (await StartAttempt.RunAsync(_directory.Path, [])).ShouldBeRefusedNaming("Database", "chathub.db", "another one");
        // Also by way of another data directory.
        using var other = new TemporaryDirectory();
        (await StartAttempt.RunAsync(other.Path, ["--Database:ConnectionString", $"Data Source={_directory.File("chathub.db")}"]))
            .ShouldBeRefusedNaming("Database", "chathub.db", "another one");
    }

    [Fact]
    public async Task ADatabaseOfANewerVersionIsRefusedAndLeftAsItIs()
    {
        await using (Start())
        {
        }

        await _database.ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0.0')");

        (await StartAttempt.RunAsync(_directory.Path, [])).ShouldBeRefusedNaming("Database", "chathub.db", "newer version", "FromTheFuture");
        (await _database.ReadAsync("SELECT MigrationId FROM __EFMigrationsHistory")).Should().Contain("29990101000000_FromTheFuture");
    }

    [Fact]
    public async Task AKillDuringTheFirstMigrationDoesNotBlockTheNextStart()
    {
        // What EF Core has written before it begins with the first migration.
        await _database.ExecuteAsync("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" TEXT NOT NULL PRIMARY KEY, \"ProductVersion\" TEXT NOT NULL);" + MakeLock);

        // In a process of its own, which waits for its banner for so long and no longer: a start that is blocked stays so for ever.
        await using var server = await ServerProcess.StartAsync(_directory.Path);

        (await _database.ReadAsync("SELECT Name FROM Rooms")).Should().Equal("general");
    }

    [Fact]
    public async Task AnOrphanedLockDoesNotBlockAServerThatIsUpToDate()
    {
        await using (Start())
        {
        }

        await _database.ExecuteAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";" + MakeLock);
        await using var server = Start();

        (await server.NewUserAsync("ada")).Token.Should().NotBeEmpty();
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsRefusedAndLeftAsItIs()
    {
        var content = string.Concat(Enumerable.Repeat("This is a letter, not a database. ", 100));
        await File.WriteAllTextAsync(_directory.File("chathub.db"), content);

        (await StartAttempt.RunAsync(_directory.Path, [])).ShouldBeRefusedNaming("Database", "chathub.db");
        (await File.ReadAllTextAsync(_directory.File("chathub.db"))).Should().Be(content);
    }

    public void Dispose() => _directory.Dispose();

    private ChatServer Start() => ChatServer.Start(new() { ["DataDirectory"] = _directory.Path });
}
