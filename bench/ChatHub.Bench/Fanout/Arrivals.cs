namespace ChatHub.Bench.Fanout;

/// <summary>What arrives at all readers of a room together: counted, with its latency, while one asks for it. Any thread may add.</summary>
internal sealed class Arrivals
{
    private volatile Histogram? _latencies;
    private string? _fault;

    /// <summary>What was wrong first; null while nothing was.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>Counts from now on.</summary>
    public void Begin() => _latencies = new Histogram();

    /// <returns>The latencies of what arrived since the beginning.</returns>
    public Histogram End()
    {
        var latencies = _latencies!;
        _latencies = null;
        return latencies;
    }

    /// <param name="latency">In ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public void Add(long latency) => _latencies?.Add(latency);

    public void Fail(string fault) => Interlocked.CompareExchange(ref _fault, fault, null);
}
