using ChatHub.Domain.Messages;
using ChatHub.Domain.Search;
using Microsoft.Data.Sqlite;

namespace ChatHub.Bench.Conversation;

/// <summary>How SQLite goes about what EF Core asks of it: every statement of the readings with its <c>EXPLAIN QUERY PLAN</c>.</summary>
internal sealed class QueryPlans(BenchServer server, Town town)
{
    public async Task PrintAsync()
    {
        var (directory, cancel) = (server.Directory, CancellationToken.None);
        var (room, reader) = (town.Huge, town.Reader);
        var roomIds = town.Rooms.Select(some => some.Id).Take(20).ToList();
        await ExplainAsync("RoomDirectory.FindAsync", () => directory.FindAsync(room.Name, reader.UserId, cancel));
        await ExplainAsync("RoomDirectory.ListAsync(user)", () => directory.ListAsync(reader.UserId, "", 101, cancel));
        await ExplainAsync("RoomDirectory.ListAsync(rooms, users)", () => directory.ListAsync(roomIds, [reader.UserId, room.Authors[0].UserId], cancel));
        await ExplainAsync("RoomDirectory.ListMembersAsync", () => directory.ListMembersAsync(room.Id, 3, 100, cancel));
        await ExplainAsync("RoomDirectory.ListRoomIdsAsync", () => directory.ListRoomIdsAsync(reader.UserId, cancel));
        await ExplainAsync("RoomDirectory.CountMembersAsync", () => directory.CountMembersAsync(room.Id, [reader.UserId, room.Authors[0].UserId], cancel));
        await ExplainAsync("HistoryService.ReadAsync(before)", () => ReadAsync(new HistoryQuery(room.Ids[^100], null, 50)));
        await ExplainAsync("HistoryService.ReadAsync(after)", () => ReadAsync(new HistoryQuery(null, room.Ids[^100], 50)));
        await ExplainAsync("HistoryService.GetAsync", () => server.History.GetAsync(reader, room.Name, room.Ids[^1], cancel));
        await ExplainAsync("HistoryService.ReadEventsAsync", () => server.History.ReadEventsAsync(reader, room.Name, null, room.Head - 100, 50, cancel));
        await ExplainAsync("SearchService.FindAsync", () => SearchAsync(null, null));
        await ExplainAsync("SearchService.FindAsync(room, sender)", () => SearchAsync(room.Name, "author7"));
    }

    private Task<MessagePage> ReadAsync(HistoryQuery query) => server.History.ReadAsync(town.Reader, town.Huge.Name, query, CancellationToken.None);

    private Task<SearchPage> SearchAsync(string? room, string? sender)
        => server.Search.FindAsync(town.Reader, new SearchRequest(PlantedWords.Hundred, room, sender, null, null), CancellationToken.None);

    private async Task ExplainAsync(string name, Func<Task> run)
    {
        Console.WriteLine($"== {name}");
        foreach (var statement in await server.Statements.OfAsync(run))
            Explain(statement);
    }

    private void Explain(Statement statement)
    {
        using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        // EXPLAIN itself needs no parameters' values, but the planner looks at some.
        command.CommandText = $"EXPLAIN QUERY PLAN {statement.Sql}";
        foreach (var (parameter, value) in statement.Parameters)
            command.Parameters.AddWithValue(parameter, value ?? DBNull.Value);
        Console.WriteLine(statement.Sql);
        using var row = command.ExecuteReader();
        var depths = new Dictionary<int, int> { [0] = 0 };
        while (row.Read())
        {
            var depth = depths[row.GetInt32(0)] = depths.GetValueOrDefault(row.GetInt32(1)) + 1;
            Console.WriteLine($"{new string(' ', depth * 4)}{row.GetString(3)}");
        }

        Console.WriteLine();
    }
}
