using Microsoft.Data.Sqlite;

namespace ChatHub.Bench.Fanout;

/// <summary>Looks for what was acknowledged in the database of a server that was killed.</summary>
internal static class DurabilityCheck
{
    /// <returns>How many messages there were to find.</returns>
    /// <exception cref="InvalidOperationException">One is missing or is another, two receipts name one, or a room's log has a hole.</exception>
    public static int Verify(string databasePath, IReadOnlyCollection<Receipt> receipts)
    {
        using var connection = new SqliteConnection($"Data Source={databasePath};Pooling=False");
        connection.Open();
        foreach (var room in receipts.GroupBy(receipt => receipt.Room))
        {
            var texts = ReadTexts(connection, room.Key);
            foreach (var receipt in room)
            {
                if (!texts.Remove(receipt.Id, out var text))
                    throw new InvalidOperationException($"{room.Key}: message {receipt.Id} was acknowledged, and is not in the database, or was acknowledged twice.");
                if (text != receipt.Message.ToText())
                    throw new InvalidOperationException($"{room.Key}: message {receipt.Id} was acknowledged as '{receipt.Message.ToText()}', and is '{text}' in the database.");
            }

            VerifyLog(connection, room.Key);
        }

        return receipts.Count;
    }

    private static Dictionary<long, string> ReadTexts(SqliteConnection connection, string room)
    {
        using var command = Prepare(connection, room, """
            SELECT m."Id", m."Text" FROM "Messages" m JOIN "Events" e ON e."RoomId" = m."RoomId" AND e."Seq" = m."Id" JOIN "Rooms" r ON r."Id" = m."RoomId" WHERE r."Name" = $room
            """);
        using var reader = command.ExecuteReader();
        var texts = new Dictionary<long, string>();
        while (reader.Read())
            texts.Add(reader.GetInt64(0), reader.GetString(1));
        return texts;
    }

    private static void VerifyLog(SqliteConnection connection, string room)
    {
        using var command = Prepare(connection, room, """
            SELECT count(*), min(e."Seq"), max(e."Seq"), r."Head" FROM "Events" e JOIN "Rooms" r ON r."Id" = e."RoomId" WHERE r."Name" = $room
            """);
        using var reader = command.ExecuteReader();
        reader.Read();
        var (count, first, last, head) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        if (first != 1 || last != count || head != last)
            throw new InvalidOperationException($"{room}: the log has {count} events from {first} to {last}, and its head is {head}.");
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string room, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$room", room);
        return command;
    }
}
