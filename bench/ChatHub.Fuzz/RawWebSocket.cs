using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace ChatHub.Fuzz;

/// <summary>A WebSocket whose bytes are kept as they come. One sends and receives at a time.</summary>
internal sealed class RawWebSocket : IDisposable
{
    private readonly Socket _connection;
    private readonly WebSocket _socket;
    private byte[] _buffer = new byte[16 * 1024];
    private int _from;
    private int _to;

    private RawWebSocket(Socket connection, Stream stream)
        => (_connection, _socket) = (connection, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = TimeSpan.Zero }));

    /// <summary>What has come and is not consumed yet.</summary>
    public ReadOnlySequence<byte> Received => new(_buffer.AsMemory(_from, _to - _from));

    /// <returns>Null when the server refused the upgrade.</returns>
    public static async Task<RawWebSocket?> OpenAsync(Uri server, string target, CancellationToken deadline)
    {
        var connection = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await connection.ConnectAsync(server.Host, server.Port, deadline);
        var stream = new NetworkStream(connection, ownsSocket: true);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), deadline);
        var (head, part) = ("", new byte[1]);
        // Byte by byte, lest a first frame is taken for part of the head.
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(part, deadline) > 0)
            head += (char)part[0];
        if (head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
            return new RawWebSocket(connection, stream);
        await stream.DisposeAsync();
        return null;
    }

    /// <returns>False when the connection has closed.</returns>
    public async Task<bool> SendAsync(byte[] bytes, bool isText, CancellationToken deadline)
    {
        try
        {
            await _socket.SendAsync(bytes, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, deadline);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            return false;
        }
    }

    /// <returns>False when the connection has closed, politely or not.</returns>
    public async Task<bool> ReceiveAsync(CancellationToken deadline)
    {
        if (_to == _buffer.Length)
            MakeRoom();
        try
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(_to), deadline);
            _to += result.Count;
            return result.MessageType != WebSocketMessageType.Close;
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Forgets all that stands before <paramref name="left"/>.</summary>
    public void Consume(ReadOnlySequence<byte> left) => _from = _to - (int)left.Length;

    public void Dispose()
    {
        _socket.Dispose();
        _connection.Dispose();
    }

    private void MakeRoom()
    {
        var kept = _to - _from;
        var buffer = kept > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_from, kept).CopyTo(buffer);
        (_buffer, _from, _to) = (buffer, 0, kept);
    }
}
