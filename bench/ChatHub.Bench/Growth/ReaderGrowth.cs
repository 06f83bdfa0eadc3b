using ChatHub.Bench.Fanout;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Growth;

/// <summary>What deliveries cost when there are more readers of the same 50 messages a second.</summary>
internal static class ReaderGrowth
{
    private const double Micro = 1e6;

    private static readonly IReadOnlyList<FanoutLoad> Loads = [.. new[] { 50, 100, 200, 400, 800 }.Select(readers => new FanoutLoad($"readers-{readers}", readers, Rate: 50))];

    public static async Task<IReadOnlyList<Curve>> RunAsync(TimeSpan warmUp, TimeSpan turn, int rounds)
    {
        await using var chat = await ChatHubContender.StartAsync("ChatHub", Loads[^1].Readers, Processors.Server);
        foreach (var load in Loads)
            await chat.WarmUpAsync(load, warmUp / Loads.Count);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var load in Loads)
                await chat.MeasureAsync(load, turn);
        }

        var (cpu, each) = (new Curve("The server at 50 messages a second", "readers", "processors", "F3"), new Curve("A delivery at 50 messages a second", "readers", "µs of the server's time", "F1"));
        foreach (var load in Loads)
        {
            cpu.Add(load.Readers, Spread.Of(chat.RoundsOf(load), figures => figures.ServerShare));
            each.Add(load.Readers, Spread.Of(chat.RoundsOf(load), figures => Micro / figures.DeliveriesPerCpu));
        }

        await chat.KillAndVerifyAsync(Loads[0]);
        return [cpu, each];
    }
}
