using System.Net.WebSockets;
using System.Text;
using ChatHub.Api.Realtime.Sockets;

namespace ChatHub.Tests.Realtime;

/// <summary>SignalR's messages, which may come in parts, and pushes past it, on one WebSocket, read by a client.</summary>
public sealed class SharedWebSocketTests : IDisposable
{
    private readonly LoopbackPair _pair = new();
    private readonly SharedWebSocket _server;
    private readonly WebSocket _client;

    public SharedWebSocketTests()
    {
        _server = new SharedWebSocket(WebSocket.CreateFromStream(_pair.ServerStream, new WebSocketCreationOptions { IsServer = true }));
        _client = WebSocket.CreateFromStream(_pair.ClientStream, new WebSocketCreationOptions());
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public async Task NoPushComesBeforeTheAnswerToTheHandshake()
    {
        var push = _server.PushAsync(Bytes("push"), WebSocketMessageType.Text);
        push.IsCompleted.Should().BeFalse("SignalR has said nothing yet");

        await _server.SendAsync(Bytes("{}"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await push;

        (await ReadAsync()).Should().Be("{}");
        (await ReadAsync()).Should().Be("push");
    }

    [Fact]
    public async Task NoPushStandsBetweenThePartsOfAMessage()
    {
        await _server.SendAsync(Bytes("one "), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        var push = _server.PushAsync(Bytes("push"), WebSocketMessageType.Text);
        push.IsCompleted.Should().BeFalse("a message is under way");

        await _server.SendAsync(Bytes("two "), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        await _server.SendAsync(Bytes("three"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await push;

        (await ReadAsync()).Should().Be("one two three");
        (await ReadAsync()).Should().Be("push");
    }

    [Fact]
    public async Task ManyOfBothComeWhole()
    {
        var (large, small) = (new string('m', 50_000), new string('p', 5_000));
        var messages = Task.Run(async () =>
        {
            for (var number = 0; number < 200; number++)
            {
                await _server.SendAsync(Bytes(large), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
                await _server.SendAsync(Bytes(large), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        });
        var pushes = Task.Run(async () =>
        {
            for (var number = 0; number < 200; number++)
                await _server.PushAsync(Bytes(small), WebSocketMessageType.Text);
        });

        var got = new List<string>();
        while (got.Count < 400)
            got.Add(await ReadAsync());

        await Task.WhenAll(messages, pushes);
        got.Count(text => text == large + large).Should().Be(200);
        got.Count(text => text == small).Should().Be(200);
    }

    [Fact]
    public async Task APartThatFailsLeavesNobodyWaiting()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await _server.SendAsync(Bytes("half"), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        var push = _server.PushAsync(Bytes("push"), WebSocketMessageType.Text);

        var failing = async () => await _server.SendAsync(Bytes("other half"), WebSocketMessageType.Text, endOfMessage: true, cancel.Token);

        await failing.Should().ThrowAsync<OperationCanceledException>();
        var pushing = async () => await push.AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        (await pushing.Should().ThrowAsync<Exception>("half a message cannot be followed by anything")).Which.Should().Match(e => e is WebSocketException || e is ObjectDisposedException);
    }

    [Fact]
    public async Task APushToASocketThatIsClosedFails()
    {
        await _server.SendAsync(Bytes("{}"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await _server.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);

        var pushing = async () => await _server.PushAsync(Bytes("late"), WebSocketMessageType.Text);

        await pushing.Should().ThrowAsync<WebSocketException>();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string> ReadAsync()
    {
        var buffer = new byte[200_000];
        var length = 0;
        while (true)
        {
            var got = await _client.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            length += got.Count;
            if (got.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
