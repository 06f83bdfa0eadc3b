using System.Text;
using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ChatHub.Tests.Database.Sqlite;

/// <summary>What the writer's statements take and give, and how they fail.</summary>
public sealed class SqliteStatementTests : IDisposable
{
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintNotNull = 1299;

    private readonly TemporaryDirectory _directory = new();
    private readonly SqliteConnection _connection;
    private readonly List<SqliteStatement> _statements = [];

    public SqliteStatementTests()
    {
        _connection = new SqliteConnection($"Data Source={_directory.File("chathub.db")};Pooling=false");
        _connection.Open();
        Query("PRAGMA journal_mode = WAL");
        Query("CREATE TABLE Things (Id INTEGER PRIMARY KEY, Name TEXT NOT NULL)");
    }

    public static TheoryData<string> Texts => ["", "word", "a\0b", new string('é', 700) + '\0' + string.Concat(Enumerable.Repeat("😀", 100_000))];

    public static TheoryData<long> Numbers => [0, -1, int.MaxValue, long.MinValue, long.MaxValue];

    [Theory]
    [MemberData(nameof(Texts))]
    public void ATextComesBackAsItWas(string text)
    {
        var echo = Prepare("SELECT ?1, typeof(?1), octet_length(?1)");

        echo.First(row => (row.GetString(0), row.GetString(1), row.GetInt32(2)), text).Should().Be((text, "text", Encoding.UTF8.GetByteCount(text)));
    }

    [Fact]
    public void HalfOfACharacterIsStoredAsAnUnknownOne()
        => Prepare("SELECT ?1").First(row => row.GetString(0), "a\ud83d").Should().Be("a\ufffd");

    [Theory]
    [MemberData(nameof(Numbers))]
    public void ANumberComesBackAsItWas(long number)
        => Prepare("SELECT ?1, typeof(?1)").First(row => (row.GetInt64(0), row.GetString(1)), number).Should().Be((number, "integer"));

    [Fact]
    public void ANumberThatIsTooLargeIsNotCutOff()
        => Prepare("SELECT ?1").Invoking(echo => echo.First(row => row.GetInt32(0), long.MaxValue)).Should().Throw<OverflowException>();

    [Fact]
    public void ATruthComesBackAsItWas()
        => Prepare("SELECT ?1, ?2").First(row => (row.GetBoolean(0), row.GetBoolean(1)), true, false).Should().Be((true, false));

    [Fact]
    public void BytesComeBackAsTheyWere()
    {
        var echo = Prepare("SELECT ?1, typeof(?1)");

        foreach (byte[] bytes in new byte[][] { [], [0], [1, 0, 255] })
            echo.First(row => (row.GetBytes(0), row.GetString(1)), bytes).Should().BeEquivalentTo((bytes, "blob"));
    }

    [Fact]
    public void NullIsNoEmptyTextAndNoZero()
    {
        var isNull = Prepare("SELECT ?1 IS NULL, ?1");

        isNull.First(row => row.GetBoolean(0) && row.IsDBNull(1), (string?)null).Should().BeTrue();
        isNull.First(row => row.GetBoolean(0) && row.IsDBNull(1), (byte[]?)null).Should().BeTrue();
        isNull.First(row => row.GetBoolean(0) && row.IsDBNull(1), (long?)null).Should().BeTrue();
        isNull.First(row => row.GetBoolean(0) || row.IsDBNull(1), "").Should().BeFalse();
        isNull.First(row => row.GetBoolean(0) || row.IsDBNull(1), 0).Should().BeFalse();
    }

    [Fact]
    public void NullIsReadAsNothingElse()
    {
        var none = Prepare("SELECT NULL");

        none.Invoking(query => query.First(row => row.GetInt64(0))).Should().Throw<InvalidOperationException>();
        none.Invoking(query => query.First(row => row.GetBoolean(0))).Should().Throw<InvalidOperationException>();
        none.Invoking(query => query.First(row => row.GetString(0))).Should().Throw<InvalidOperationException>();
        none.Invoking(query => query.First(row => row.GetBytes(0))).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void ParametersCountByTheirNumbersNotByWhereTheyStand()
        => Prepare("SELECT ?2, ?1").First(row => row.GetString(0) + row.GetString(1), "first", "second").Should().Be("secondfirst");

    [Fact]
    public void EveryParameterIsGivenEachTime()
        => Prepare("SELECT ?1, ?2").Invoking(query => query.First(row => row.GetInt64(1), 1)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void WhereThereIsNoRowThereIsNoAnswer()
    {
        var none = Prepare("SELECT 1 WHERE ?1");

        none.First(row => row.GetInt64(0), false).Should().Be(0);
        none.List(row => row.GetInt64(0), false).Should().BeEmpty();
    }

    [Fact]
    public void RowsComeInTheirOrder()
        => Prepare("SELECT value FROM json_each(?1)").List(row => row.GetInt64(0), "[3, 1, 2]").Should().Equal(3, 1, 2);

    [Fact]
    public void AFailureTellsTheExtendedCodeAndTheStatementGoesOn()
    {
        var add = Prepare("INSERT INTO Things VALUES (?1, ?2)");
        add.Execute(1, "first");

        add.Invoking(insert => insert.Execute(1, "again")).Should().Throw<SqliteException>().WithMessage("*Things.Id*")
            .Which.Should().Match<SqliteException>(e => e.SqliteErrorCode == SqliteErrors.Constraint && e.SqliteExtendedErrorCode == ConstraintPrimaryKey);
        add.Invoking(insert => insert.Execute(2, (string?)null)).Should().Throw<SqliteException>().Which.SqliteExtendedErrorCode.Should().Be(ConstraintNotNull);
        add.Execute(2, "second");

        Prepare("SELECT Name FROM Things ORDER BY Id").List(row => row.GetString(0)).Should().Equal("first", "second");
    }

    [Fact]
    public void AFailureAfterTheFirstRowIsTold()
    {
        var list = Prepare("SELECT abs(value) FROM json_each(?1)");

        list.Invoking(query => query.List(row => row.GetInt64(0), "[1, -9223372036854775808]")).Should().Throw<SqliteException>().WithMessage("*overflow*");
        list.List(row => row.GetInt64(0), "[1, -2]").Should().Equal(1, 2);
    }

    [Fact]
    public void WhatDoesNotCompileIsRefusedWhenItIsMade()
        => FluentActions.Invoking(() => Prepare("SELECT nothing")).Should().Throw<SqliteException>().WithMessage("*nothing*");

    [Fact]
    public void WhatReturnsARowIsWrittenThoughNoMoreIsRead()
    {
        using (var transaction = _connection.BeginTransaction())
        {
            Prepare("INSERT INTO Things (Name) VALUES (?1), (?2) RETURNING Id").First(row => row.GetInt64(0), "one", "two").Should().Be(1);
            transaction.Commit();
        }

        Prepare("SELECT count(*) FROM Things").First(row => row.GetInt32(0)).Should().Be(2);
    }

    [Fact]
    public void AStatementThatWasLeftEarlyStandsInNobodysWay()
    {
        using (var transaction = _connection.BeginTransaction())
        {
            var add = Prepare("INSERT INTO Things VALUES (?1, 'thing')");
            for (var id = 1; id <= 3; id++)
                add.Execute(id);
            var list = Prepare("SELECT Id FROM Things");
            list.First(row => row.GetInt64(0)).Should().Be(1);
            list.Invoking(query => query.First<int>(_ => throw new NotSupportedException())).Should().Throw<NotSupportedException>();
            list.Invoking(query => query.List<int>(_ => throw new NotSupportedException())).Should().Throw<NotSupportedException>();
            add.Invoking(insert => insert.Execute(1)).Should().Throw<SqliteException>();
            transaction.Commit();
        }

        Query("PRAGMA wal_checkpoint(TRUNCATE)").Should().Be(0L, "a statement that ran on would keep the checkpoint from emptying the log");
    }

    [Fact]
    public void ReadersKeepNoWriterWaiting()
    {
        using var reader = new SqliteConnection(_connection.ConnectionString);
        reader.Open();
        using var reading = reader.BeginTransaction(deferred: true);
        using var count = reader.CreateCommand();
        count.CommandText = "SELECT count(*) FROM Things";
        count.Transaction = reading;
        count.ExecuteScalar();

        // So that pages are written before the commit, too.
        Query("PRAGMA cache_size = 10");
        using (var transaction = _connection.BeginTransaction())
        {
            var add = Prepare("INSERT INTO Things VALUES (?1, ?2)");
            for (var id = 1; id <= 1_000; id++)
                add.Execute(id, new string('x', 1_000));
            transaction.Commit();
        }

        count.ExecuteScalar().Should().Be(0L);
    }

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _connection.Dispose();
        _directory.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }

    private object? Query(string sql)
    {
        using var command = new SqliteCommand(sql, _connection);
        return command.ExecuteScalar();
    }
}
