using BenchmarkDotNet.Attributes;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.MicroBench;

/// <summary>A push to 500 outboxes as a room's feed does it: into each, then written by the caller, to nowhere.</summary>
[InProcess]
[MemoryDiagnoser]
public class PostBenchmark : IOutboxTarget
{
    private const int Readers = 500;

    private readonly SerializedHubMessage _message = HubMessages.RoomEvents("general", "an epoch", 1, SampleEvents.Make(1));
    private readonly List<Outbox> _outboxes = [];
    private long _written;

    [GlobalSetup]
    public void SetUp()
    {
        for (var reader = 0; reader < Readers; reader++)
            _outboxes.Add(new Outbox(this, new LimitOptions()));
    }

    [Benchmark]
    public long Post()
    {
        foreach (var outbox in _outboxes)
        {
            if (!outbox.Enqueue(_message, stale: null, events: 1))
                throw new InvalidOperationException("Somebody else writes.");
        }

        foreach (var outbox in _outboxes)
            outbox.Write();
        return _written;
    }

    ValueTask IOutboxTarget.WriteAsync(SerializedHubMessage push)
    {
        _written++;
        return ValueTask.CompletedTask;
    }

    ValueTask IOutboxTarget.WriteAsync(IEnumerable<SerializedHubMessage> pushes) => throw new InvalidOperationException("Something waited.");

    int IOutboxTarget.SizeOf(SerializedHubMessage push) => 0;

    void IOutboxTarget.Overflow() => throw new InvalidOperationException("An outbox is full.");

    void IOutboxTarget.Fail(Exception cause) => throw cause;
}
