using ChatHub.Bench.Conversation;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Rooms;

namespace ChatHub.Bench.Growth;

/// <summary>What a send costs when there is more in the database: the product's services without the wire, on several databases in turn.</summary>
internal sealed class LogGrowth : IAsyncDisposable
{
    private const int RoomsAtOnce = 500;

    private readonly List<(double X, BenchServer Server, LogSenders Senders, List<double> Rounds)> _logs = [];

    /// <summary>A database without any history, and others with so many messages, most of them in the room that is sent to.</summary>
    public static async Task<LogGrowth> WithHistoryAsync(params IEnumerable<int> messages)
    {
        var growth = new LogGrowth();
        await growth.AddWithRoomsAsync(0);
        foreach (var count in messages)
        {
            var server = await BenchServer.StartAsync();
            var town = new Town(server);
            await town.BuildAsync(count);
            await server.RestartAsync(path => BulkLoader.Load(path, town, new PlantedWords(town.Rooms.Where(room => room.HasReader).Sum(room => room.Size))));
            growth._logs.Add((count, server, new LogSenders(server, [.. town.Huge.Authors.Take(LogSenders.Count)], town.Huge.Name), []));
        }

        return growth;
    }

    /// <summary>Databases with so many rooms beside the one that is sent to.</summary>
    public static async Task<LogGrowth> WithRoomsAsync(params IEnumerable<int> rooms)
    {
        var growth = new LogGrowth();
        foreach (var count in rooms)
            await growth.AddWithRoomsAsync(count);
        return growth;
    }

    public async Task RunAsync(TimeSpan warmUp, TimeSpan turn, int rounds)
    {
        foreach (var (_, _, senders, _) in _logs)
            await senders.RunAsync(warmUp / _logs.Count);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, _, senders, figures) in _logs)
                figures.Add(await senders.RunAsync(turn));
        }
    }

    public Curve ToCurve(string title, string of)
    {
        var curve = new Curve(title, of, "sends per second", "N0");
        foreach (var (x, _, _, rounds) in _logs)
            curve.Add(x, Spread.Of(rounds, rate => rate));
        return curve;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, server, _, _) in _logs)
            await server.DisposeAsync();
    }

    private async Task AddWithRoomsAsync(int count)
    {
        var (server, members) = (await BenchServer.StartAsync(), new List<Caller>());
        for (var number = 0; number < LogSenders.Count; number++)
            members.Add(await server.NewMemberAsync($"sender{number}"));
        foreach (var numbers in Enumerable.Range(0, count).Chunk(RoomsAtOnce))
            await Task.WhenAll(numbers.Select(number => server.Rooms.CreateAsync(members[number % members.Count], new NewRoom($"other-{number}", null, null, null))));
        _logs.Add((count, server, new LogSenders(server, members, RoomName.General), []));
    }
}
