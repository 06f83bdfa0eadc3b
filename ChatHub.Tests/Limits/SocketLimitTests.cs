using System.Net.Sockets;
using System.Text;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatHub.Tests.Limits;

/// <summary>Sockets that say nothing, or little at a time, from those who have not signed in.</summary>
public sealed class SocketLimitTests
{
    private const int Limit = 3;
    private const string Health = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private readonly RecordedLimits _log = new();

    [Fact]
    public async Task TheLastSocketOfAnAddressIsServedTheNextIsClosedAndOneThatEndsMakesPlace()
    {
        await using var server = Start(("SocketsPerAddress", $"{Limit}"));
        var sockets = Enumerable.Range(0, Limit).Select(_ => Open(server)).ToList();
        foreach (var socket in sockets)
            (await AskAsync(socket, Health)).Should().StartWith("HTTP/1.1 200");
        _log.Refusals.Should().BeEmpty();

        using (var refused = Open(server))
            (await AskAsync(refused, Health)).Should().BeEmpty();

        _log.Refusals.Should().Equal("SocketsPerAddress");
        (await AskAsync(sockets[1], Health)).Should().StartWith("HTTP/1.1 200");
        sockets[0].Dispose();
        await Eventually.TrueAsync(
            async () =>
            {
                using var another = Open(server);
                return (await AskAsync(another, Health)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
            },
            "the place is free");
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task TheSocketsOfATrustedProxyAreNotCounted()
    {
        await using var server = ChatServer.Start(new() { ["Limits:SocketsPerAddress"] = "1", ["Proxies:Trusted"] = "127.0.0.1" });

        var sockets = Enumerable.Range(0, 10).Select(_ => Open(server)).ToList();

        foreach (var socket in sockets)
            (await AskAsync(socket, Health)).Should().StartWith("HTTP/1.1 200");
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task HeadersThatDoNotComeToAnEndCloseTheSocketAndTheKeyIsNamed()
    {
        await using var server = Start(("RequestHeadersSeconds", "1"));
        using var socket = Open(server);

        (await AskAsync(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).Should().StartWith("HTTP/1.1 408");

        (await ReadAsync(socket)).Should().BeEmpty("the socket is closed");
        await Eventually.TrueAsync(() => _log.Refusals.Contains("RequestHeadersSeconds"), "the key is named");
    }

    [Fact]
    public async Task ASocketThatSaysNothingIsClosed()
    {
        await using var server = Start(("IdleSeconds", "1"));
        using var silent = Open(server);
        using var done = Open(server);
        (await AskAsync(done, Health)).Should().StartWith("HTTP/1.1 200");

        (await ReadAsync(silent)).Should().BeEmpty();
        (await ReadAsync(done)).Should().BeEmpty();

        _log.Refusals.Should().BeEmpty("that is no refusal");
    }

    [Fact]
    public async Task ABodyThatTricklesClosesTheSocketAndTheKeyIsNamed()
    {
        await using var server = Start(("RequestBytesPerSecond", "100000"));
        using var socket = Open(server);

        (await AskAsync(socket, "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")).Should().StartWith("HTTP/1.1 4");

        (await ReadAsync(socket)).Should().BeEmpty("the socket is closed");
        await Eventually.TrueAsync(() => _log.Refusals.Contains("RequestBytesPerSecond"), "the key is named");
    }

    [Fact]
    public async Task AnswersThatAreNotReadCloseTheSocketAndTheKeyIsNamed()
    {
        await using var server = Start(("ResponseBytesPerSecond", "1000000"));
        using var socket = Open(server);

        // More than the kernel takes for a socket that nobody reads.
        var requests = string.Concat(Enumerable.Repeat("GET /swagger/v1/swagger.json HTTP/1.1\r\nHost: localhost\r\n\r\n", 500));
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(requests));

        await Eventually.TrueAsync(() => _log.Refusals.Contains("ResponseBytesPerSecond"), "the key is named");
    }

    [Fact]
    public async Task ZeroIsNoLimit()
    {
        await using var server = Start(("SocketsPerAddress", "0"), ("RequestHeadersSeconds", "0"), ("IdleSeconds", "0"), ("RequestBytesPerSecond", "0"), ("ResponseBytesPerSecond", "0"), ("HandshakeSeconds", "0"));

        var kestrel = server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        (kestrel.RequestHeadersTimeout, kestrel.KeepAliveTimeout).Should().Be((TimeSpan.MaxValue, TimeSpan.MaxValue));
        (kestrel.MinRequestBodyDataRate, kestrel.MinResponseDataRate).Should().Be((null, null));
        await using var hub = await server.ConnectAsync(await server.NewUserAsync());
        var sockets = Enumerable.Range(0, 50).Select(_ => Open(server)).ToList();
        foreach (var socket in sockets)
            (await AskAsync(socket, Health)).Should().StartWith("HTTP/1.1 200");
        sockets.ForEach(socket => socket.Dispose());
    }

    private static TcpClient Open(ChatServer server) => new("127.0.0.1", server.Url.Port);

    private static async Task<string> AskAsync(TcpClient socket, string request)
    {
        try
        {
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        }
        catch (IOException)
        {
            return "";
        }

        return await ReadAsync(socket);
    }

    /// <summary>What comes next; nothing when the socket has been closed.</summary>
    private static async Task<string> ReadAsync(TcpClient socket)
    {
        var buffer = new byte[8192];
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await socket.GetStream().ReadAsync(buffer, patience.Token));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private ChatServer Start(params (string Key, string Value)[] settings)
        => ChatServer.Start(settings.ToDictionary(pair => $"Limits:{pair.Key}", pair => pair.Value, StringComparer.Ordinal), _log.Replace);
}
