using System.Buffers;
using BenchmarkDotNet.Attributes;
using ChatHub.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.MicroBench;

/// <summary>From a frame to the call of <c>SendMessage</c>.</summary>
[InProcess]
[MemoryDiagnoser]
public class ParseBenchmark
{
    private readonly SendMessageBinder _binder = new();
    private ReadOnlySequence<byte> _frame;
    private IHubProtocol? _protocol;

    [Params("json", "messagepack")]
    public string Protocol { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _protocol = Protocols.Get(Protocol);
        var request = new SendMessageRequest("general", new string('x', 100), Guid.CreateVersion7().ToString(), null, null);
        _frame = new ReadOnlySequence<byte>(_protocol.GetMessageBytes(new InvocationMessage("1", nameof(Api.Realtime.ChatHub.SendMessage), [request])));
        if (SendMessage() is not InvocationMessage { Arguments: [SendMessageRequest { Text.Length: 100 }] })
            throw new InvalidOperationException("The frame was not parsed.");
    }

    [Benchmark]
    public HubMessage? SendMessage()
    {
        var frame = _frame;
        return _protocol!.TryParseMessage(ref frame, _binder, out var message) ? message : null;
    }

    private sealed class SendMessageBinder : IInvocationBinder
    {
        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(SendMessageRequest)];

        public Type GetReturnType(string invocationId) => typeof(object);

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
