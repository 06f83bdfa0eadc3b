using System.Diagnostics;
using System.Globalization;

namespace ChatHub.Bench.Conversation;

/// <summary>Candidates that take turns, so that what the machine does meanwhile hits them alike.</summary>
internal sealed class Turns
{
    private readonly List<(string Name, Func<Task> Run, List<double> Times)> _candidates = [];

    public Turns Add(string name, Func<Task> run)
    {
        _candidates.Add((name, run, []));
        return this;
    }

    public async Task WarmUpAsync(TimeSpan duration)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < duration;)
        {
            foreach (var (_, run, _) in _candidates)
                await run();
        }
    }

    public async Task RunAsync(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, run, times) in _candidates)
            {
                var start = Stopwatch.GetTimestamp();
                await run();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
    }

    /// <summary>In milliseconds.</summary>
    public double MedianOf(string name) => Quantile(_candidates.Single(candidate => candidate.Name == name).Times, 0.5);

    public void Print()
    {
        foreach (var (name, _, times) in _candidates)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {name,-52}{Quantile(times, 0.5),9:F2}{Quantile(times, 0.05),9:F2}{Quantile(times, 0.95),9:F2}"));
        }
    }

    public static void PrintHead(string title)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title,-54}{"median",9}{"5 %",9}{"95 %",9}   ms"));

    private static double Quantile(List<double> times, double part) => times.Order().ElementAt((int)((times.Count - 1) * part));
}
