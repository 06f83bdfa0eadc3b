using System.Globalization;

namespace ChatHub.Bench.Conversation;

/// <summary>What reading a conversation costs in a database that has grown: history, the list of rooms, and search.</summary>
internal static class ConversationBenchmark
{
    public const int DefaultMessages = 1_000_000;
    public const int DefaultRounds = 40;

    private const int ManyRooms = 10_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(int messages, int rounds)
    {
        await using var server = await BenchServer.StartAsync();
        var (town, planted) = await LoadAsync(server, messages);

        var (history, rooms, search) = (new HistoryBenchmark(server, town), new RoomListBenchmark(server, town), new SearchBenchmark(server, town, planted));
        var (pages, lists, searches) = (history.MakeTurns(), rooms.MakeTurns(), await search.MakeTurnsAsync());
        Console.WriteLine($"Warming up for {WarmUp.TotalSeconds} s, then {rounds} rounds, of pages {rounds * 10}.");
        foreach (var turns in new[] { pages, lists, searches })
            await turns.WarmUpAsync(WarmUp / 3);

        await pages.RunAsync(rounds * 10);
        await history.ReportAsync(pages);
        await lists.RunAsync(rounds);
        await rooms.ReportAsync(lists);
        await searches.RunAsync(rounds);
        await search.ReportAsync(searches);

        await town.AddPublicRoomsAsync(ManyRooms);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"With {ManyRooms:N0} public rooms more:"));
        (lists, searches) = (rooms.MakeTurns(), await search.MakeTurnsAsync());
        await lists.RunAsync(Math.Max(1, rounds / 4));
        await rooms.ReportAsync(lists);
        await searches.RunAsync(rounds);
        await search.ReportAsync(searches);
    }

    /// <summary>What a message costs its writer in such a database.</summary>
    public static async Task WriteAsync(int messages, int rounds)
    {
        await using var server = await BenchServer.StartAsync();
        var (town, _) = await LoadAsync(server, messages);
        await new WritingBenchmark(server, town).RunAsync(WarmUp, rounds);
    }

    /// <summary>Prints how SQLite goes about each statement that the product's readings make.</summary>
    public static async Task ExplainAsync(int messages)
    {
        await using var server = await BenchServer.StartAsync();
        var (town, _) = await LoadAsync(server, messages);
        await new QueryPlans(server, town).PrintAsync();
    }

    private static async Task<(Town Town, PlantedWords Planted)> LoadAsync(BenchServer server, int messages)
    {
        var town = new Town(server);
        await town.BuildAsync(messages);
        var planted = new PlantedWords(town.Rooms.Where(room => room.HasReader).Sum(room => room.Size));
        await server.RestartAsync(path => BulkLoader.Load(path, town, planted));
        return (town, planted);
    }
}
