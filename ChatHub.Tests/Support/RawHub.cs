using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Tests.Support;

/// <summary>A hub connection of bytes: it sends what no client library would, and reads what comes back as a client would.</summary>
public sealed class RawHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly IHubProtocol _protocol;
    private readonly CancellationTokenSource _deadline = new(Patience);
    private byte[] _received = [];

    private RawHub(WireProtocol protocol) => _protocol = ToProtocol(protocol);

    /// <summary>A message as it goes over the wire, frame and all.</summary>
    public static byte[] ToBytes(HubMessage message, WireProtocol protocol) => ToProtocol(protocol).GetMessageBytes(message).ToArray();

    public static Task<RawHub> ConnectAsync(ChatServer server, TestUser user, WireProtocol protocol) => ConnectAsync(server.Url, user, protocol);

    public static async Task<RawHub> ConnectAsync(Uri server, TestUser user, WireProtocol protocol)
    {
        var hub = new RawHub(protocol);
        var address = new UriBuilder(new Uri(server, "/hubs/chat")) { Scheme = "ws", Query = $"access_token={user.Token}" };
        await hub._socket.ConnectAsync(address.Uri, hub._deadline.Token);
        await hub.SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"{{hub._protocol.Name}}","version":1}""" + "\x1e"));
        await hub.ReceiveAsync();
        Encoding.UTF8.GetString(hub._received).Should().Be("{}\x1e", "the handshake succeeds");
        hub._received = [];
        return hub;
    }

    public Task SendAsync(byte[] frame)
        => _socket.SendAsync(frame, _protocol.TransferFormat == TransferFormat.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, _deadline.Token);

    public Task SendAsync(HubMessage message) => SendAsync(_protocol.GetMessageBytes(message).ToArray());

    /// <summary>Makes a call as a client would.</summary>
    public Task CallAsync(string method, object argument) => SendAsync(Encode(method, argument));

    /// <summary>A call as bytes.</summary>
    public byte[] Encode(string method, object argument) => _protocol.GetMessageBytes(new InvocationMessage("call", method, [argument])).ToArray();

    /// <summary>The next answer to a call; null when the connection closed instead.</summary>
    /// <param name="pass">Takes what comes before it.</param>
    public async Task<CompletionMessage?> ReadAnswerAsync(Action<HubMessage>? pass = null)
    {
        while (true)
        {
            var buffer = new ReadOnlySequence<byte>(_received);
            while (_protocol.TryParseMessage(ref buffer, new AnyType(), out var message))
            {
                _received = buffer.ToArray();
                if (message is CompletionMessage completion)
                    return completion;
                pass?.Invoke(message);
            }

            if (!await ReceiveAsync())
                return null;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _deadline.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IHubProtocol ToProtocol(WireProtocol protocol) => protocol == WireProtocol.Json ? new JsonHubProtocol() : new MessagePackHubProtocol();

    /// <returns>False when the connection has closed, politely or not.</returns>
    private async Task<bool> ReceiveAsync()
    {
        try
        {
            var part = new byte[4096];
            var result = await _socket.ReceiveAsync(part, _deadline.Token);
            _received = [.. _received, .. part.AsSpan(0, result.Count)];
            return result.MessageType != WebSocketMessageType.Close;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    private sealed class AnyType : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => typeof(object);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(object)];

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
