namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// Writes that wait for the writer's thread, in the order in which they came. Those that somebody waits for are taken at once; patient ones go along with them, or by themselves
/// when the first of them has waited for <paramref name="patience"/>: so they seldom cost a commit of their own, behind which somebody would have to wait.
/// Holds <paramref name="limit"/> of either kind. Any number of callers may add at once; one thread takes, and waits for it by a monitor: a task would have it
/// woken by the thread pool, behind whatever is queued there.
/// </summary>
internal sealed class WriteQueue(int limit, TimeSpan patience)
{
    private readonly object _gate = new();
    private readonly Queue<WriteOperation> _urgent = new();
    private readonly Queue<WriteOperation> _patient = new();
    private long _patientSince; // Environment.TickCount64 of the first.
    private bool _isClosed;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _urgent.Count + _patient.Count == 0;
        }
    }

    /// <summary>Whether something waits that is to be taken at once.</summary>
    public bool HasUrgent
    {
        get
        {
            lock (_gate)
                return _urgent.Count > 0;
        }
    }

    /// <summary>Whether no more are taken.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _isClosed;
        }
    }

    /// <returns>False when as many wait as may, or the queue is closed.</returns>
    public bool TryAdd(WriteOperation operation, bool isPatient)
    {
        var queue = isPatient ? _patient : _urgent;
        lock (_gate)
        {
            if (_isClosed || queue.Count >= limit)
                return false;
            queue.Enqueue(operation);
            if (queue.Count > 1)
                return true;
            if (isPatient)
                _patientSince = Environment.TickCount64;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Takes no more; what waits is due at once.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Blocks until a batch is due, or until there will be none any more.</summary>
    /// <param name="timeout">For how long at most, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>False when the time was over before.</returns>
    public bool Wait(TimeSpan timeout)
    {
        var end = timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        lock (_gate)
        {
            while (!_isClosed && _urgent.Count == 0)
            {
                var now = Environment.TickCount64;
                var due = _patient.Count == 0 ? long.MaxValue : _patientSince + (long)patience.TotalMilliseconds;
                if (due <= now)
                    return true;
                if (end <= now)
                    return false;
                var next = Math.Min(due, end);
                Monitor.Wait(_gate, next == long.MaxValue ? Timeout.Infinite : (int)Math.Min(next - now, int.MaxValue));
            }

            return true;
        }
    }

    /// <summary>Takes what is to be committed together: as many as fit of those that somebody waits for, and of the patient ones behind them.</summary>
    /// <param name="batch">Gets them.</param>
    /// <param name="size">How many of either kind at most.</param>
    public void Take(List<WriteOperation> batch, int size)
    {
        lock (_gate)
        {
            Move(_urgent, batch, size);
            Move(_patient, batch, size);
            _patientSince = Environment.TickCount64;
        }
    }

    private static void Move(Queue<WriteOperation> from, List<WriteOperation> to, int size)
    {
        for (var left = size; left > 0 && from.TryDequeue(out var operation); left--)
            to.Add(operation);
    }
}
