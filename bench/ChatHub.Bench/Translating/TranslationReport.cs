using System.Globalization;

namespace ChatHub.Bench.Translating;

/// <summary>Medians over the rounds, and ratios to <see cref="Setting.Off"/> within each round.</summary>
internal static class TranslationReport
{
    private const double LatencyGoal = 1.2;
    private const double DeliveriesGoal = 0.8;

    /// <summary>How much less processor time the last round may have taken than the first.</summary>
    private const double Cooling = 1.3;

    public static void Print(IReadOnlyList<Candidate> candidates)
    {
        var off = candidates.Single(candidate => candidate.Setting == Setting.Off).Rounds;
        Console.WriteLine("Latency of originals (p50, p99) and of translations, in ms; the server's processor time, in s; deliveries to readers per second of it; medians");
        Console.WriteLine(Line($"  {"provider",-14}{"p50",7}{"p99",8}  {"least to most",16}{"p99 / off",11}{"transl. p50",13}{"p99",8}{"CPU",8}{"originals/CPU",15}{"with patches",14}{"patches",9}{"failed",8}{"requests",10}"));
        foreach (var candidate in candidates)
            Print(candidate, off);
        PrintDeliveries(candidates.Single(candidate => candidate.Setting == Setting.Pseudo).Rounds, off);
        Console.WriteLine("Verified: every original at every reader once, in order, with its text; patches without a hole, none before its original; with Pseudo and a provider that answers, every translation; else none.");
        foreach (var cold in candidates.Where(candidate => candidate.Rounds[0].Cpu > Cooling * candidate.Rounds[^1].Cpu))
            Console.WriteLine(Line($"  NOT WARM: '{cold.Setting.Name}' took {cold.Rounds[0].Cpu:F2} s of processor time in the first round and {cold.Rounds[^1].Cpu:F2} s in the last; use more rounds."));
        foreach (var (name, error) in candidates.SelectMany(candidate => candidate.Errors.Select(error => (candidate.Setting.Name, error))).Distinct().Take(20))
            Console.WriteLine($"  ERROR in the log of '{name}': {error}");
    }

    private static void Print(Candidate candidate, IReadOnlyList<Figures> off)
    {
        var rounds = candidate.Rounds;
        var (p99, ratio) = (Spread.Of(rounds, round => round.P99), Spread.Of(rounds.Zip(off), pair => pair.First.P99 / pair.Second.P99));
        var spread = Line($"{p99.Least:F1} to {p99.Most:F1}");
        var verdict = ratio.Median <= LatencyGoal ? "" : Line($"   MISSED: at most {LatencyGoal}");
        Console.WriteLine(Line($"  {candidate.Setting.Name,-14}{Median(rounds, round => round.P50),7:F1}{p99.Median,8:F1}  {spread,16}{ratio.Median,11:F2}")
            + Line($"{Cell(Median(rounds, round => round.PatchP50)),13}{Cell(Median(rounds, round => round.PatchP99)),8}{Median(rounds, round => round.Cpu),8:F2}")
            + Line($"{Median(rounds, round => round.OriginalsPerCpu),15:N0}{Median(rounds, round => round.DeliveriesPerCpu),14:N0}")
            + Line($"{Median(rounds, round => round.Patches),9:N0}{Median(rounds, round => round.Failed),8:N0}{Median(rounds, round => round.Requests),10:N0}{verdict}"));
    }

    private static void PrintDeliveries(IReadOnlyList<Figures> pseudo, IReadOnlyList<Figures> off)
    {
        var ratio = Spread.Of(pseudo.Zip(off), pair => pair.First.DeliveriesPerCpu / pair.Second.DeliveriesPerCpu);
        Console.WriteLine(Line($"Originals and patches per CPU second, Pseudo / off: {ratio.Median:F2} ({ratio.Least:F2} to {ratio.Most:F2}); ")
            + Line($"the goal is at least {DeliveriesGoal}{(ratio.Median < DeliveriesGoal ? ": MISSED" : "")}. That of p99 / off is at most {LatencyGoal}."));
    }

    private static string Cell(double milliseconds) => double.IsNaN(milliseconds) ? "-" : Line($"{milliseconds:F1}");

    private static double Median(IReadOnlyList<Figures> rounds, Func<Figures, double> figure) => Spread.Of(rounds, figure).Median;

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
