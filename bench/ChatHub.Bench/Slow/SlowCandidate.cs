using ChatHub.Bench.Servers;
using ChatHub.Bench.Translating;

namespace ChatHub.Bench.Slow;

/// <summary>A server of its own with a hundred readers, of whom some do not keep up.</summary>
internal sealed class SlowCandidate : IAsyncDisposable
{
    // Some 3 KB: 50 of them a second outrun the kernel's buffers and the outbox within a turn.
    private const int WordsPerText = 400;
    private const int WarmUpReaders = 20;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Schedule _schedule = new(WordsPerText);
    private readonly List<SlowRound> _rounds = [];
    private readonly ServerProcess _server;
    private readonly People _people;
    private readonly int[] _slow;

    private SlowCandidate(ServerProcess server, People people, int[] slow) => (_server, _people, _slow) = (server, people, slow);

    public IReadOnlyList<SlowRound> Rounds => _rounds;

    public IReadOnlyList<string> Errors => _server.Errors;

    /// <param name="people">Who reads and writes.</param>
    /// <param name="number">Of its data directory.</param>
    /// <param name="slow">Bytes a second of those who do not keep up.</param>
    public static async Task<SlowCandidate> StartAsync(People people, int number, int[] slow)
    {
        var server = await ServerProcess.StartAsync(people.MakeDataDirectory(number));
        await server.PauseAsync();
        return new SlowCandidate(server, people, slow);
    }

    public async Task WarmUpAsync(TimeSpan duration)
    {
        await _server.ResumeAsync();
        await using (var crowd = await Crowd.ConnectAsync(_server.Url, _people, WarmUpReaders))
            await crowd.RunAsync(_schedule, Crowd.Rate, duration, Setting.Off);
        await _server.PauseAsync();
    }

    public async Task MeasureAsync(TimeSpan duration)
    {
        await _server.ResumeAsync();
        var well = _people.Readers.Count - _slow.Length;
        await using (var crowd = await Crowd.ConnectAsync(_server.Url, _people, well))
        {
            var slow = await Task.WhenAll(_slow.Select((rate, index) => SlowReader.ConnectAsync(_server.Url, _people.Readers[well + index], rate)));
            await crowd.RunAsync(_schedule, Crowd.Rate, LeadIn, Setting.Off);
            var (memory, cpu) = (_server.Memory, _server.ProcessorTime);
            using var end = new CancellationTokenSource();
            var watching = WatchMemoryAsync(end.Token);
            var load = await crowd.RunAsync(_schedule, Crowd.Rate, duration, Setting.Off);
            cpu = _server.ProcessorTime - cpu;
            await end.CancelAsync();
            var growth = (await watching - memory) / Megabyte;
            var words = await Task.WhenAll(slow.Select(reader => reader.ResumeAsync(_server.Url, load.Ids)));
            var latencies = load.OriginalLatencies();
            _rounds.Add(new SlowRound(Figures.Quantile(latencies, 0.5), Figures.Quantile(latencies, 0.99), growth, cpu.TotalSeconds, words));
        }

        await _server.PauseAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <returns>The most that the server had in memory until the end.</returns>
    private async Task<long> WatchMemoryAsync(CancellationToken end)
    {
        var most = 0L;
        while (!end.IsCancellationRequested)
        {
            most = Math.Max(most, _server.Memory);
            await Task.Delay(Look, end).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return most;
    }
}

/// <summary>What one turn gave.</summary>
/// <param name="P50">Of the latencies at the readers that keep up, in ms.</param>
/// <param name="P99">The same.</param>
/// <param name="Growth">Of the server's memory, from before the load to the most during it, in MB.</param>
/// <param name="Cpu">The server's processor time, in s.</param>
/// <param name="Slow">What became of those who did not keep up.</param>
internal sealed record SlowRound(double P50, double P99, double Growth, double Cpu, IReadOnlyList<string> Slow);
