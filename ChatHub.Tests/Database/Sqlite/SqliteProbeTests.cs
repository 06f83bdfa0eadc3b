using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Tests.Support;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatHub.Tests.Database.Sqlite;

/// <summary>What the writer tries while its database fails: writes that come meanwhile wait for it.</summary>
public sealed class SqliteProbeTests : IDisposable
{
    private const int Busy = 5;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _tried = [];
    private readonly SqliteConnection _connection;

    public SqliteProbeTests()
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "chathub.db")};Pooling=false;Default Timeout=5");
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        // Called each time that a statement begins, also when it is the same one once more.
        raw.sqlite3_trace(_connection.Handle, (_, sql) => _tried.Add(sql), _tried);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task ALockedDatabaseIsTriedOnceAndNotWaitedFor()
    {
        await using (await new DatabaseFile(_directory.Path).LockAsync())
            FluentActions.Invoking(() => SqliteProbe.Write(_connection)).Should().Throw<SqliteException>().Which.SqliteErrorCode.Should().Be(Busy);

        _tried.Should().ContainSingle();
    }

    [Fact]
    public void ADatabaseThatIsWellIsWrittenTo()
    {
        var log = new FileInfo(Path.Combine(_directory.Path, "chathub.db-wal"));
        var before = log.Exists ? log.Length : 0;

        SqliteProbe.Write(_connection);

        log.Refresh();
        log.Length.Should().BeGreaterThan(before, "what touches no disk proves nothing");
    }
}
