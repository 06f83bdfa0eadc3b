using System.Globalization;
using ChatHub.Bench.Fanout;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Storm;

/// <summary>
/// Whether many logins at once, each of which costs some 50 ms of processor time by design, slow the chat down: the busy load with and without them, in turn with bcrypt by
/// itself. Server and driver are on all processors, as bcrypt needs one and the chat another; then there are no two that keep the driver apart.
/// </summary>
internal static class StormBenchmark
{
    private static readonly FanoutLoad Calm = FanoutLoad.Busy;
    private static readonly FanoutLoad Stormy = FanoutLoad.Busy with { Name = "busy-storm" };

    private static readonly Goal LoginGoal = Goal.AtLeast(0.6);
    private static readonly Goal LatencyGoal = Goal.AtMost(2);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(BenchOptions options)
    {
        DriverSockets.ReadInline();
        var turn = TimeSpan.FromSeconds(options.Seconds);
        await using var chat = await ChatHubContender.StartAsync("ChatHub", Calm.Readers, Processors.All);
        using var http = new HttpClient { BaseAddress = chat.Server.Url };
        var storm = new LoginStorm(http);
        Console.WriteLine($"Warming up for {WarmUp.TotalSeconds} s, then {options.Rounds} rounds of {options.Seconds} s each with bcrypt alone, without logins and with them.");
        await chat.Server.ResumeAsync();
        await storm.SignUpAsync();
        await chat.WarmUpAsync(Calm, WarmUp);
        var (alone, logins) = (new List<double>(), new List<double>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            alone.Add(await BareBcrypt.RunAsync(turn / 2));
            await chat.MeasureAsync(Calm, turn);
            await chat.MeasureAsync(Stormy, turn, async end => logins.Add(await storm.RunAsync(end)));
            Console.WriteLine(Line($"  {round}  bcrypt alone {alone[^1]:F1}/s, logins {logins[^1]:F1}/s; p99 {chat.RoundsOf(Calm)[^1].P99:F1} ms without, {chat.RoundsOf(Stormy)[^1].P99:F1} with"));
        }

        FanoutReport.PrintFigures([Calm, Stormy], chat);
        var table = new MarkdownTable("logins", "median (least to most)", "goal", "");
        Add(table, "bcrypt alone on one core, per second", Spread.Of(alone, rate => rate), null);
        Add(table, "logins per second", Spread.Of(logins, rate => rate), null);
        Add(table, "logins / bcrypt alone", Spread.Of(logins.Zip(alone), round => round.First / round.Second), LoginGoal);
        Add(table, "p99 of messages with / without", Spread.Of(chat.RoundsOf(Stormy).Zip(chat.RoundsOf(Calm)), round => round.First.P99 / round.Second.P99), LatencyGoal);
        table.Print("A storm of logins during the busy load, work factor 10");
    }

    private static void Add(MarkdownTable table, string name, Spread spread, Goal? goal)
        => table.Add(name, spread.ToString("F2"), goal?.ToString() ?? "", goal?.Judge(spread.Median) ?? "");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
