using System.Globalization;

namespace ChatHub.Bench.Fanout;

/// <summary>Medians over the rounds with the least and the most, and ratios within each round against the goals.</summary>
internal static class FanoutReport
{
    private static readonly IReadOnlyList<(string Load, string Figure, Func<TurnFigures, double> Of, Goal Goal)> Goals =
    [
        ("sparse", "deliveries per CPU second", figures => figures.DeliveriesPerCpu, Goal.AtLeast(0.95, stretch: 1.1)),
        ("sparse", "p99", figures => figures.P99, Goal.AtMost(1.3)),
        ("busy", "deliveries per CPU second", figures => figures.DeliveriesPerCpu, Goal.AtLeast(3, stretch: 4)),
        ("busy", "p99", figures => figures.P99, Goal.AtMost(1.3)),
        ("steady", "deliveries per CPU second", figures => figures.DeliveriesPerCpu, Goal.AtLeast(1.3)),
        ("steady", "p50", figures => figures.P50, Goal.AtMost(1)),
        ("saturated", "deliveries per CPU second", figures => figures.DeliveriesPerCpu, Goal.AtLeast(2)),
        ("saturated", "p99", figures => figures.P99, Goal.AtMost(1)),
    ];

    public static void Print(IReadOnlyList<FanoutLoad> loads, Contender stock, Contender chat)
    {
        foreach (var load in loads)
            Console.WriteLine($"  {load.Describe()}");
        PrintFigures(loads, stock, chat);
        var table = new MarkdownTable("load", "ChatHub / stock SignalR", "median (least to most)", "goal", "");
        foreach (var (load, figure, of, goal) in Goals.Where(goal => loads.Any(load => load.Name == goal.Load)))
        {
            var measured = loads.First(each => each.Name == load);
            var ratio = Spread.Of(chat.RoundsOf(measured).Zip(stock.RoundsOf(measured)), round => of(round.First) / of(round.Second));
            table.Add(load, figure, ratio.ToString("F2"), goal.ToString(), goal.Judge(ratio.Median));
        }

        table.Print("Ratios within a round");
    }

    /// <summary>One row for each load and contender.</summary>
    public static void PrintFigures(IReadOnlyList<FanoutLoad> loads, params Contender[] contenders)
    {
        var table = new MarkdownTable("load", "server", "deliveries per CPU second", "p50, ms", "p99, ms", "p99.9, ms", "sent late, p99, ms", "sends/s", "server CPU", "driver CPU");
        foreach (var (load, contender) in loads.SelectMany(load => contenders.Select(contender => (load, contender))))
        {
            var rounds = contender.RoundsOf(load);
            table.Add(
                load.Name, contender.Name, Cell(rounds, each => each.DeliveriesPerCpu, "N0"), Cell(rounds, each => each.P50, "F1"), Cell(rounds, each => each.P99, "F1"),
                Cell(rounds, each => each.P999, "F1"), load.Rate > 0 ? Cell(rounds, each => each.Late, "F1") : "-", Cell(rounds, each => each.SendsPerSecond, "N0"), Median(rounds, each => each.ServerShare),
                Median(rounds, each => each.DriverShare) + (rounds.Any(each => each.IsDriverFull) ? " FULL: the figures are the driver's" : ""));
        }

        table.Print("Medians (least to most); CPU in processors; what is sent late is the driver's doing, or the machine's, and counts as latency");
    }

    private static string Cell(IReadOnlyList<TurnFigures> rounds, Func<TurnFigures, double> figure, string format) => Spread.Of(rounds, figure).ToString(format);

    private static string Median(IReadOnlyList<TurnFigures> rounds, Func<TurnFigures, double> figure) => Line($"{Spread.Of(rounds, figure).Median:F2}");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
