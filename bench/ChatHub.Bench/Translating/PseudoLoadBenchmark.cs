using System.Globalization;
using ChatHub.Bench.Fanout;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Translating;

/// <summary>What translating costs under the busy load: a ChatHub that translates nothing, and one whose readers read in eight languages, by the <c>Pseudo</c> translator, in turn.</summary>
internal static class PseudoLoadBenchmark
{
    private static readonly Goal DeliveriesGoal = Goal.AtLeast(0.8);
    private static readonly Goal LatencyGoal = Goal.AtMost(1.2);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(BenchOptions options)
    {
        var load = FanoutLoad.Busy;
        DriverSockets.ReadInline();
        Processors.PinDriver();
        await using var off = await ChatHubContender.StartAsync("off", load.Readers, Processors.Server);
        await using var pseudo = await ChatHubContender.StartAsync("Pseudo", load.Readers, Processors.Server, Languages.All);
        Console.WriteLine($"Warming up both servers for {WarmUp.TotalSeconds} s each, then {options.Rounds} rounds of {options.Seconds} s on each.");
        foreach (var contender in new[] { off, pseudo })
            await contender.WarmUpAsync(load, WarmUp);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var contender in new[] { off, pseudo })
            {
                await contender.MeasureAsync(load, TimeSpan.FromSeconds(options.Seconds));
                var figures = contender.RoundsOf(load)[^1];
                Console.WriteLine(Line($"  {round}  {contender.Name,-7}{figures.AllPerCpu,9:N0} originals and patches per CPU s   p99 {figures.P99,6:F1} ms   server {figures.ServerShare:F2}  driver {figures.DriverShare:F2}"));
            }
        }

        FanoutReport.PrintFigures([load], off, pseudo);
        var table = new MarkdownTable("Pseudo / off", "median (least to most)", "goal", "");
        Add(table, "originals and patches per CPU second", pseudo, off, load, figures => figures.AllPerCpu, DeliveriesGoal);
        Add(table, "p99 of originals", pseudo, off, load, figures => figures.P99, LatencyGoal);
        table.Print("What translation costs");
        Console.WriteLine("\nVerified: each message at each reader once and in order, and a translation of each, without a hole in their tseq.");
    }

    private static void Add(MarkdownTable table, string name, Contender pseudo, Contender off, FanoutLoad load, Func<TurnFigures, double> of, Goal goal)
    {
        var ratio = Spread.Of(pseudo.RoundsOf(load).Zip(off.RoundsOf(load)), round => of(round.First) / of(round.Second));
        table.Add(name, ratio.ToString("F2"), goal.ToString(), goal.Judge(ratio.Median));
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
