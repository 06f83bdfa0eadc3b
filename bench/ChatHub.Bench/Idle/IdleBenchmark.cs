using System.Globalization;
using ChatHub.Bench.Fanout;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Idle;

/// <summary>
/// What a connection costs that does nothing: the server's resident set before and after thousands have joined a room each, ChatHub against stock SignalR, in turn. Every turn
/// has a new process, because memory that was once used is not given back.
/// </summary>
internal static class IdleBenchmark
{
    private const int Connections = 5000;
    private const int WarmUpConnections = 200;
    private const double Kibibyte = 1024;

    // Of this process, for everything but the connections.
    private const int OtherFiles = 200;

    private static readonly Goal Goal = Goal.AtMost(1.3, stretch: 1);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(BenchOptions options)
    {
        var count = Math.Min(Connections, Most());
        DriverSockets.ReadInline();
        Processors.PinDriver();
        Console.WriteLine($"{count} people get their accounts and rooms, then {options.Rounds} rounds of {count} connections to each server.");
        using var people = await IdlePeople.MakeAsync(count);
        var (stock, chat) = (new List<Memory>(), new List<Memory>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            stock.Add(await MeasureAsync(ServerProgram.Stock, new StockWire(), count));
            chat.Add(await MeasureAsync(people.Program, new ChatHubWire(people.Tokens, []), count));
            Console.WriteLine(Line($"  {round}  stock SignalR {stock[^1].Each:F1} KiB each, ChatHub {chat[^1].Each:F1} KiB"));
        }

        var table = new MarkdownTable("server", "MiB before", $"KiB for each of {count} idle connections");
        Add(table, "stock SignalR", stock);
        Add(table, "ChatHub", chat);
        table.Print("Resident memory: medians (least to most)");
        var ratio = Spread.Of(chat.Zip(stock), round => round.First.Each / round.Second.Each);
        Console.WriteLine(Line($"\nChatHub / stock SignalR: {ratio.ToString("F2")}; the goal is {Goal}: {Goal.Judge(ratio.Median)}."));
    }

    private static async Task<Memory> MeasureAsync(ServerProgram program, Wire wire, int count)
    {
        await using var server = await ServerProcess.StartAsync(program, Processors.Server);
        await using (await IdleCrowd.JoinAsync(server.Url, wire, Math.Min(count, WarmUpConnections)))
            await Task.Delay(Settle / 2);
        await Task.Delay(Settle / 2);
        var before = server.Memory;
        await using var crowd = await IdleCrowd.JoinAsync(server.Url, wire, count);
        await Task.Delay(Settle);
        crowd.Verify();
        return new Memory(before / Kibibyte / Kibibyte, (server.Memory - before) / Kibibyte / count);
    }

    /// <summary>As many as this process may have sockets, and there are ports for on one address.</summary>
    private static int Most()
    {
        if (!OperatingSystem.IsLinux())
            return Connections;
        var files = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var ports = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToList();
        var most = files == "unlimited" ? int.MaxValue : int.Parse(files, CultureInfo.InvariantCulture) - OtherFiles;
        return Math.Min(most, (ports[1] - ports[0]) / 2);
    }

    private static void Add(MarkdownTable table, string name, List<Memory> rounds)
    {
        var (before, each) = (Spread.Of(rounds, round => round.Before), Spread.Of(rounds, round => round.Each));
        table.Add(name, Line($"{before.Median:F0}"), each.ToString("F1"));
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    /// <param name="Before">In MiB.</param>
    /// <param name="Each">What each connection added, in KiB.</param>
    private sealed record Memory(double Before, double Each);
}
