using BenchmarkDotNet.Attributes;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.MicroBench;

/// <summary>From a push to 500 outboxes until all have written it, to nowhere.</summary>
[InProcess]
[MemoryDiagnoser]
public class PostBenchmark
{
    private const int Readers = 500;

    private readonly SerializedHubMessage _message = HubMessages.RoomEvents("general", "an epoch", 1, SampleEvents.Make(1));
    private readonly List<Outbox> _outboxes = [];
    private readonly List<Task> _running = [];
    private TaskCompletionSource _written = new();
    private int _left;

    [GlobalSetup]
    public void SetUp()
    {
        for (var reader = 0; reader < Readers; reader++)
        {
            var outbox = new Outbox(Write, _ => 0, new LimitOptions(), () => throw new InvalidOperationException("An outbox is full."));
            _outboxes.Add(outbox);
            _running.Add(outbox.RunAsync());
        }
    }

    [Benchmark]
    public Task Post()
    {
        (_left, _written) = (Readers, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        foreach (var outbox in _outboxes)
            outbox.Post(_message, stale: null, events: 1);
        return _written.Task;
    }

    [GlobalCleanup]
    public Task CleanUp()
    {
        foreach (var outbox in _outboxes)
            outbox.Close();
        return Task.WhenAll(_running);
    }

    private ValueTask Write(SerializedHubMessage message)
    {
        if (Interlocked.Decrement(ref _left) == 0)
            _written.SetResult();
        return ValueTask.CompletedTask;
    }
}
