namespace ChatHub.Conformance.Proxy;

/// <summary>What is to be done where, and what went through so far. For use from many threads; one lock guards both lists.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private readonly List<Passage> _seen = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Waiter)> _waiting = [];

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

    /// <summary>Notes what goes through whatever comes.</summary>
    public void Note(Passage passage)
    {
        lock (_lock)
        {
            _seen.Add(passage);
            foreach (var (_, waiter) in _waiting.Where(entry => entry.Condition()).ToList())
                waiter.TrySetResult();
            _waiting.RemoveAll(entry => entry.Waiter.Task.IsCompleted);
        }
    }

    /// <summary>Notes the passage.</summary>
    /// <returns>What to do with it; null to let it pass.</returns>
    public Fate? Meet(Passage passage)
    {
        lock (_lock)
        {
            Note(passage);
            if (_faults.Find(fault => fault.Left > 0 && fault.At.Is(passage)) is not { } met)
                return null;
            met.Left--;
            return met.Fate;
        }
    }

    /// <summary>How often something went by the point.</summary>
    public int Count(At at)
    {
        lock (_lock)
            return _seen.Count(at.Is);
    }

    /// <summary>Completes when something has gone by the point that often, or has already.</summary>
    public Task SeenAsync(At at, int times)
    {
        lock (_lock)
        {
            if (_seen.Count(at.Is) >= times)
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((() => _seen.Count(at.Is) >= times, waiter));
            return waiter.Task;
        }
    }

    /// <summary>All that went through, in order, for the report of a failure.</summary>
    public IReadOnlyList<string> Transcript()
    {
        lock (_lock)
            return _seen.Where(passage => passage.Name != "ping").Select(passage => $"{passage.Way} {passage.Name}").ToList();
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
