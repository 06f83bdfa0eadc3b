using ChatHub.Bench.Translating;

namespace ChatHub.Bench.Slow;

/// <summary>
/// What readers cost that do not read: the same load on a server all of whose readers keep up, and on one where one of a hundred stops reading and another reads 4 KB a
/// second. The two take turns.
/// </summary>
internal static class SlowBenchmark
{
    public const int DefaultSeconds = 60;
    public const int DefaultRounds = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int seconds, int rounds)
    {
        using var people = await People.SignUpAsync();
        await using var well = await SlowCandidate.StartAsync(people, number: 0, slow: []);
        await using var troubled = await SlowCandidate.StartAsync(people, number: 1, slow: [0, 4096]);
        Console.WriteLine($"Warming up both servers for {WarmUp.TotalSeconds} s each, then {rounds} rounds in which each has {seconds} s.");
        foreach (var candidate in new[] { well, troubled })
            await candidate.WarmUpAsync(WarmUp);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var candidate in round % 2 == 0 ? new[] { well, troubled } : [troubled, well])
                await candidate.MeasureAsync(TimeSpan.FromSeconds(seconds));
        }

        Print(well, troubled);
    }

    private static void Print(SlowCandidate well, SlowCandidate troubled)
    {
        Console.WriteLine("| readers | p50, ms | p99, ms (least to most) | memory, MB: growth in the turn (least to most) | CPU, s |");
        Console.WriteLine("|---|---|---|---|---|");
        Print("100 that keep up", well);
        Print("98, one stuck, one at 4 KB/s", troubled);
        var ratios = well.Rounds.Zip(troubled.Rounds, (without, with) => with.P99 / without.P99).Order().ToList();
        Console.WriteLine($"p99 with / without, by rounds: {string.Join(", ", ratios.Select(ratio => $"{ratio:0.00}"))}; median {ratios[ratios.Count / 2]:0.00}, the goal is at most 2.");
        foreach (var (round, number) in troubled.Rounds.Select((round, index) => (round, index + 1)))
            Console.WriteLine($"Round {number}: {string.Join("; ", round.Slow)}.");
        foreach (var error in well.Errors.Concat(troubled.Errors))
            Console.WriteLine(error);
    }

    private static void Print(string name, SlowCandidate candidate)
        => Console.WriteLine($"| {name} | {Median(round => round.P50, candidate):0.0} | {Span(round => round.P99, candidate)} | {Span(round => round.Growth, candidate)} | {Median(round => round.Cpu, candidate):0.0} |");

    private static string Span(Func<SlowRound, double> value, SlowCandidate candidate)
        => $"{Median(value, candidate):0.0} ({candidate.Rounds.Min(value):0.0} to {candidate.Rounds.Max(value):0.0})";

    private static double Median(Func<SlowRound, double> value, SlowCandidate candidate) => candidate.Rounds.Select(value).Order().ElementAt(candidate.Rounds.Count / 2);
}
