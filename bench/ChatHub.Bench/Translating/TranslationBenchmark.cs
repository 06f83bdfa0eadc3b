namespace ChatHub.Bench.Translating;

/// <summary>
/// Whether the original ever waits for a translator: the same load on a server that translates nothing, on one whose provider is quick, and on those whose provider fails
/// in one way each. The settings take turns; each has a server and a provider of its own, of which only one pair runs at a time.
/// </summary>
internal static class TranslationBenchmark
{
    public const int DefaultSeconds = 5;
    public const int DefaultRounds = 3;

    // Of all at once: each compiles for some 6 s of processor time until its figures stand still, and this is meant for two cores.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(120);

    public static async Task RunAsync(int seconds, int rounds, IReadOnlyList<string> only)
    {
        using var people = await People.SignUpAsync();
        var candidates = new List<Candidate>();
        try
        {
            foreach (var setting in Setting.All.Where(setting => only.Count == 0 || Setting.IsAlways(setting) || only.Contains(setting.Name, StringComparer.Ordinal)))
                candidates.Add(await Candidate.StartAsync(setting, candidates.Count, people));
            Console.WriteLine($"Warming up all servers together for {WarmUp.TotalSeconds} s, then {rounds} rounds in which each setting has {seconds} s, after {Candidate.LeadIn.TotalSeconds} s that do not count.");
            await RunAsync(candidates, TimeSpan.FromSeconds(seconds), rounds);
            TranslationReport.Print(candidates);
        }
        finally
        {
            foreach (var candidate in candidates)
                await candidate.DisposeAsync();
        }
    }

    private static async Task RunAsync(List<Candidate> candidates, TimeSpan turn, int rounds)
    {
        await Task.WhenAll(candidates.Select(candidate => candidate.WarmUpAsync(WarmUp)));
        for (var round = 0; round < rounds; round++)
        {
            // Each round begins with another, so that none always follows the same.
            foreach (var candidate in candidates.Skip(round).Concat(candidates.Take(round)))
                await candidate.MeasureAsync(turn);
        }
    }
}
