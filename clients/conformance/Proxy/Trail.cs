namespace ChatHub.Conformance.Proxy;

/// <summary>What has gone by so far. For use from many threads; the conditions of points are asked with the lock held.</summary>
internal sealed class Trail
{
    private readonly Lock _lock = new();
    private readonly List<Passage> _passages = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Waiter)> _waiting = [];

    /// <summary>All of it, in order.</summary>
    public IReadOnlyList<Passage> Passages
    {
        get
        {
            lock (_lock)
                return [.. _passages];
        }
    }

    public void Note(Passage passage)
    {
        lock (_lock)
        {
            _passages.Add(passage);
            foreach (var (_, waiter) in _waiting.Where(entry => entry.Condition()).ToList())
                waiter.TrySetResult();
            _waiting.RemoveAll(entry => entry.Waiter.Task.IsCompleted);
        }
    }

    /// <summary>How often something went by the point.</summary>
    public int Count(At at)
    {
        lock (_lock)
            return _passages.Count(at.Is);
    }

    /// <summary>Completes when something has gone by the point that often, or has already.</summary>
    public Task ReachAsync(At at, int times)
    {
        lock (_lock)
        {
            if (Count(at) >= times)
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((() => Count(at) >= times, waiter));
            return waiter.Task;
        }
    }
}
