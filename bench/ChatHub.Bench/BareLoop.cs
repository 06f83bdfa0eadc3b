using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ChatHub.Bench;

/// <summary>
/// The floor: the same two rows per message, into the same tables, by prepared statements in transactions of a given size, at the same
/// <c>synchronous</c>; nobody is asked who they are, nothing is read, no order is kept for anybody.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _event;
    private readonly SqliteCommand _message;
    private long _seq;

    /// <param name="databasePath">A migrated database, in which this loop has a room of its own.</param>
    public BareLoop(string databasePath)
    {
        _connection = new SqliteConnection($"Data Source={databasePath}");
        _connection.Open();
        using (var pragma = _connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA synchronous = FULL";
            pragma.ExecuteNonQuery();
        }

        _event = Prepare("""INSERT INTO "Events" ("RoomId", "Seq", "Type", "At", "ActorId", "MessageId", "Messages") VALUES (0, $1, 20, 0, 1, $1, $1)""", 1);
        _message = Prepare("""
            INSERT INTO "Messages" ("RoomId", "Id", "SenderId", "Text", "At", "Revision", "ClientMessageId", "TextHash") VALUES (0, $1, 1, $2, 0, 1, $3, $4)
            """, 4);
    }

    /// <summary>Writes batches for a while.</summary>
    public Pace Run(int batch, TimeSpan duration, string text, Func<Guid> newKey)
    {
        var (hash, batches) = (new byte[16], new Histogram());
        var clock = Stopwatch.StartNew();
        var first = _seq;
        while (clock.Elapsed < duration)
        {
            var start = Stopwatch.GetTimestamp();
            using var transaction = _connection.BeginTransaction(deferred: false);
            (_event.Transaction, _message.Transaction) = (transaction, transaction);
            for (var left = batch; left > 0; left--)
            {
                _event.Parameters[0].Value = ++_seq;
                _event.ExecuteNonQuery();
                _message.Parameters[0].Value = _seq;
                _message.Parameters[1].Value = text;
                _message.Parameters[2].Value = newKey().ToString();
                _message.Parameters[3].Value = hash;
                _message.ExecuteNonQuery();
            }

            transaction.Commit();
            batches.Add(Stopwatch.GetTimestamp() - start);
        }

        return new Pace((_seq - first) / clock.Elapsed.TotalSeconds, batches.Quantile(0.99));
    }

    public void Dispose()
    {
        _event.Dispose();
        _message.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var number = 1; number <= parameters; number++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
        return command;
    }
}

/// <summary>How fast messages were written.</summary>
/// <param name="PerSecond">Messages.</param>
/// <param name="P99">Of the time until a sender had its receipt, or a batch was committed, in ms.</param>
internal sealed record Pace(double PerSecond, double P99);
