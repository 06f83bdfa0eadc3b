using System.Globalization;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Fanout;

/// <summary>
/// What a delivery costs: ChatHub, with accounts, order and a durable log, against stock SignalR with none of it, under the same loads in the same run. They take turns, each
/// a process of its own on the same processor; the driver is on another. At the end ChatHub is killed under a load, and must have kept all that it acknowledged.
/// </summary>
internal static class FanoutBenchmark
{
    // Until .NET has compiled what runs often once more, with what it has seen of it.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <param name="options">The names are those of loads.</param>
    public static async Task RunAsync(BenchOptions options)
    {
        var loads = FanoutLoad.All.Where(load => options.Names.Count == 0 || options.Names.Contains(load.Name)).ToList();
        DriverSockets.ReadInline();
        Processors.PinDriver();
        await using var stock = await StockContender.StartAsync(Processors.Server);
        await using var chat = await ChatHubContender.StartAsync("ChatHub", loads.Max(load => load.Readers), Processors.Server);
        Console.WriteLine($"Warming up both servers for {WarmUp.TotalSeconds} s each, then {options.Rounds} rounds in which each load has {options.Seconds} s on each server.");
        foreach (var contender in new Contender[] { stock, chat })
        {
            foreach (var load in loads)
                await contender.WarmUpAsync(load, WarmUp / loads.Count);
        }

        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var load in loads)
            {
                foreach (var contender in new Contender[] { stock, chat })
                {
                    await contender.MeasureAsync(load, TimeSpan.FromSeconds(options.Seconds));
                    Print(round, load, contender);
                }
            }
        }

        var durable = await chat.KillAndVerifyAsync(loads[^1]);
        FanoutReport.Print(loads, stock, chat);
        Console.WriteLine("\nVerified: each message at each reader, once and in its sender's order; with ChatHub each event once and in order without a hole, and a receipt for each message.");
        Console.WriteLine(Line($"Killed under load: all {durable} messages that ChatHub had acknowledged are in its database, and its logs have no hole."));
        foreach (var error in stock.Server.Errors.Concat(chat.Server.Errors).Distinct().Take(20))
            Console.WriteLine($"ERROR in a server's log: {error}");
    }

    private static void Print(int round, FanoutLoad load, Contender contender)
    {
        var figures = contender.RoundsOf(load)[^1];
        Console.WriteLine(Line($"  {round}  {load.Name,-10} {contender.Name,-14} {figures.DeliveriesPerCpu,9:N0} per CPU s   p50 {figures.P50,6:F1}  p99 {figures.P99,6:F1} ms   server {figures.ServerShare:F2}  driver {figures.DriverShare:F2}"));
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
