using System.Net.WebSockets;
using System.Text;

namespace ChatHub.Tests.Support;

/// <summary>A client that speaks the protocol by hand, joins a room, and reads no more: its connection stands until the server ends it.</summary>
public sealed class StuckReader : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private StuckReader()
    {
    }

    public static async Task<StuckReader> JoinAsync(Uri server, string token, string room)
    {
        var reader = new StuckReader();
        var url = new UriBuilder(server) { Scheme = "ws", Path = "/hubs/chat", Query = $"access_token={token}" };
        await reader._socket.ConnectAsync(url.Uri, CancellationToken.None);
        await reader.SendAsync("""{"protocol":"json","version":1}""");
        await reader.SendAsync($$"""{"type":1,"invocationId":"1","target":"JoinRoom","arguments":[{"room":"{{room}}"}]}""");
        var received = "";
        var buffer = new byte[16 * 1024];
        while (!received.Contains("\"invocationId\":\"1\"", StringComparison.Ordinal))
            received += Encoding.UTF8.GetString(buffer, 0, (await reader._socket.ReceiveAsync(buffer, CancellationToken.None)).Count);
        return reader;
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(string frame)
        => _socket.SendAsync(Encoding.UTF8.GetBytes(frame + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
