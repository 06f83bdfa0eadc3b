using BenchmarkDotNet.Attributes;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Log;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.MicroBench;

/// <summary>From a batch of events to the bytes that go to every reader of that protocol.</summary>
[InProcess]
[MemoryDiagnoser]
public class EncodeBenchmark
{
    private List<RoomEvent> _events = [];
    private IHubProtocol? _protocol;

    [Params(1, 10, 100)]
    public int Events { get; set; }

    [Params("json", "messagepack")]
    public string Protocol { get; set; } = "";

    [GlobalSetup]
    public void SetUp() => (_events, _protocol) = (SampleEvents.Make(Events), Protocols.Get(Protocol));

    [Benchmark]
    public ReadOnlyMemory<byte> RoomEvents() => HubMessages.RoomEvents("general", "an epoch", 1, _events).GetSerializedMessage(_protocol!);
}
