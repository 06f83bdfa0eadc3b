namespace ChatHub.Conformance.Proxy;

/// <summary>What is to be done where, and what went through so far. For use from many threads; the lock guards the faults.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];

    /// <summary>What came to the proxy, whatever became of it.</summary>
    public Trail Seen { get; } = new();

    /// <summary>What has been written to whom it was for.</summary>
    public Trail Passed { get; } = new();

    /// <summary>Those that did not come to pass as often as was asked.</summary>
    public IReadOnlyList<string> Unmet
    {
        get
        {
            lock (_lock)
                return _faults.Where(fault => fault is { Left: > 0, IsWanted: true }).Select(fault => $"{fault.Fate.GetType().Name} at {fault.At}").ToList();
        }
    }

    public void Add(Fault fault)
    {
        lock (_lock)
            _faults.Add(fault);
    }

    /// <summary>Notes that the passage has come.</summary>
    /// <returns>What to do with it; null to let it pass.</returns>
    public Fate? Meet(Passage passage)
    {
        lock (_lock)
        {
            Seen.Note(passage);
            if (_faults.Find(fault => fault.Left > 0 && fault.At.Is(passage)) is not { } met)
                return null;
            met.Left--;
            return met.Fate;
        }
    }
}

/// <summary>Something to be done at a point.</summary>
/// <param name="at">Where.</param>
/// <param name="fate">What.</param>
/// <param name="times">How often; after that things pass.</param>
/// <param name="isWanted">Whether a case that never comes there proves nothing.</param>
internal sealed class Fault(At at, Fate fate, int times, bool isWanted)
{
    public At At => at;

    public Fate Fate => fate;

    public bool IsWanted => isWanted;

    public int Left { get; set; } = times;
}
