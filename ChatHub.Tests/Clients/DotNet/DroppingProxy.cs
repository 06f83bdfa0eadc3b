using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>Stands between clients and a server, and cuts their connections where a test says. What is cut is reset, and not one byte more goes through. Any number may call it at once.</summary>
public sealed class DroppingProxy : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, Socket> _pairs = new();
    private readonly Task _accepting;
    private volatile Cut? _cut;

    public DroppingProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>Whether new connections come through.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>How many connections were cut as <see cref="CutAt"/> and <see cref="CutAtNextCall"/> said.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts the next connection on which the server says this, before the client hears it.</summary>
    public void CutAt(string text) => _cut = new Cut(Encoding.UTF8.GetBytes(text));

    /// <summary>Cuts the connection on which a client says something next, before the server hears it.</summary>
    public void CutAtNextCall() => _cut = new Cut(Said: null);

    public void CutAll()
    {
        foreach (var (client, server) in _pairs)
            Reset(client, server);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The end.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _pairs[client] = server;
        try
        {
            if (!IsOpen)
                return;
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            await await Task.WhenAny(PumpAsync(client, server, isUp: true), PumpAsync(server, client, isUp: false));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut, here or by one of the two.
        }
        finally
        {
            Reset(client, server);
            _pairs.TryRemove(client, out _);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isUp)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            if (_cut is { } cut && (cut.Said is null ? isUp : !isUp && buffer.AsSpan(0, count).IndexOf(cut.Said) >= 0) && Interlocked.CompareExchange(ref _cut, null, cut) == cut)
            {
                Cuts++;
                return;
            }

            await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }

    private static void Reset(params ReadOnlySpan<Socket> sockets)
    {
        foreach (var socket in sockets)
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Gone already.
            }

            socket.Dispose();
        }
    }

    private sealed record Cut(byte[]? Said);
}
