using System.Diagnostics;

namespace ChatHub.Bench.Fanout;

/// <summary>
/// Has the senders send in turn when it is time, whether or not what was sent before has arrived, so that a server that falls behind is not spared; on a thread of its own,
/// which wakes up when it wants to.
/// </summary>
internal sealed class OpenLoop(IReadOnlyList<RoomSender> senders, int rate)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Histogram _lateness = new();
    private volatile bool _isStopped;

    /// <summary>How long after it was due each message left, since this was last set: what the machine's other work does to the latencies.</summary>
    public Histogram Lateness
    {
        get => _lateness;
        set => _lateness = value;
    }

    public void Start() => new Thread(Run) { IsBackground = true }.Start();

    public Task StopAsync()
    {
        _isStopped = true;
        return _ended.Task;
    }

    private void Run()
    {
        var start = Stopwatch.GetTimestamp();
        for (long count = 0; ; count++)
        {
            var due = start + (count * Stopwatch.Frequency / rate);
            while (!_isStopped && Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } wait)
                Thread.Sleep((int)Math.Ceiling(wait.TotalMilliseconds));
            if (_isStopped)
                break;
            _lateness.Add(Stopwatch.GetTimestamp() - due);
            senders[(int)(count % senders.Count)].SendAsync(due).GetAwaiter().GetResult();
        }

        _ended.SetResult();
    }
}
