using System.Net;
using System.Net.WebSockets;
using ChatHub.Api.Realtime;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Limits;

/// <summary><c>Limits:ConnectionsPerUser</c> and <c>Limits:ConnectionsPerAddress</c>: live hub connections, of any transport.</summary>
public sealed class ConnectionLimitTests
{
    private const int Limit = 3;

    private readonly RecordedLimits _log = new();

    public static TheoryData<HttpTransportType, WireProtocol> Transports => new()
    {
        { HttpTransportType.WebSockets, WireProtocol.Json },
        { HttpTransportType.WebSockets, WireProtocol.MessagePack },
        { HttpTransportType.ServerSentEvents, WireProtocol.Json },
        { HttpTransportType.LongPolling, WireProtocol.Json },
        { HttpTransportType.LongPolling, WireProtocol.MessagePack },
    };

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task TheLastConnectionOfAUserIsTakenTheNextIsRefusedAndOneThatEndsMakesPlace(HttpTransportType transport, WireProtocol protocol)
    {
        await using var server = Start("ConnectionsPerUser");
        var user = await server.NewUserAsync();
        var hubs = await ConnectAsync(server, user, Limit, protocol, transport);
        _log.Refusals.Should().BeEmpty();

        (await OutcomeAsync(server, user, transport)).Should().Be(HttpStatusCode.TooManyRequests);

        _log.Refusals.Should().Contain("ConnectionsPerUser");
        // Those that are there are not disturbed, and others are not meant.
        foreach (var hub in hubs)
            await hub.InvokeAsync("SetLanguage", new { language = "es" });
        await using var other = await server.ConnectAsync(await server.NewUserAsync());
        await hubs[0].DisposeAsync();
        await Eventually.TrueAsync(async () => await OutcomeAsync(server, user, transport) == HttpStatusCode.OK, "the place is free");
        foreach (var hub in hubs)
            await hub.DisposeAsync();
    }

    [Fact]
    public async Task TheLastConnectionFromAnAddressIsTakenAndTheNextIsRefusedWhoeverItIs()
    {
        await using var server = Start("ConnectionsPerAddress");
        var hubs = new List<HubClient>();
        for (var i = 0; i < Limit; i++)
            hubs.AddRange(await ConnectAsync(server, await server.NewUserAsync(), 1, WireProtocol.Json, HttpTransportType.WebSockets));
        _log.Refusals.Should().BeEmpty();

        (await OutcomeAsync(server, await server.NewUserAsync(), HttpTransportType.WebSockets)).Should().Be(HttpStatusCode.TooManyRequests);

        _log.Refusals.Should().Equal("ConnectionsPerAddress");
        foreach (var hub in hubs)
            await hub.DisposeAsync();
    }

    [Theory]
    [InlineData("POST", "/hubs/chat/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/Hubs/Chat/Negotiate/?negotiateVersion=1")]
    [InlineData("GET", "/hubs/chat?id=made-up")]
    public async Task TheRefusalIsAProblemThatSaysWhenToTryAgain(string method, string path)
    {
        await using var server = Start("ConnectionsPerUser");
        var user = await server.NewUserAsync();
        var hubs = await ConnectAsync(server, user, Limit, WireProtocol.Json, HttpTransportType.WebSockets);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        var refusal = await user.Http.SendAsync(request);

        await refusal.ShouldBeAsync(429, "rate_limited");
        refusal.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(5));
        hubs.Should().OnlyContain(hub => hub.Connection.State == HubConnectionState.Connected);
    }

    [Fact]
    public async Task OfAHundredThatComeAtOnceOnlyAsManyGetInAsMay()
    {
        await using var server = Start("ConnectionsPerUser");
        var user = await server.NewUserAsync();

        var sockets = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => UpgradeAsync(server, user)));

        sockets.Count(socket => socket.Status == HttpStatusCode.SwitchingProtocols).Should().Be(Limit);
        sockets.Count(socket => socket.Status == HttpStatusCode.TooManyRequests).Should().Be(100 - Limit);
        foreach (var (socket, _) in sockets)
            socket.Dispose();
    }

    [Fact]
    public async Task OfManyThatPollAtOnceOnlyAsManyGetInAsMay()
    {
        await using var server = Start("ConnectionsPerUser");
        var user = await server.NewUserAsync();

        var hubs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryConnectAsync(server, user, HttpTransportType.LongPolling)));

        hubs.Count(hub => hub is not null).Should().Be(Limit);
        server.Services.GetRequiredService<ConnectionRegistry>().List().Should().HaveCount(Limit);
        foreach (var hub in hubs.OfType<HubClient>())
            await hub.DisposeAsync();
    }

    [Fact]
    public async Task ASocketThatIsCutOffMakesPlace()
    {
        await using var server = Start("ConnectionsPerUser");
        var user = await server.NewUserAsync();
        var sockets = await Task.WhenAll(Enumerable.Range(0, Limit).Select(_ => UpgradeAsync(server, user)));
        (await OutcomeAsync(server, user, HttpTransportType.WebSockets)).Should().Be(HttpStatusCode.TooManyRequests);

        foreach (var (socket, _) in sockets)
            socket.Abort();

        await Eventually.TrueAsync(async () => await OutcomeAsync(server, user, HttpTransportType.WebSockets) == HttpStatusCode.OK, "the places are free");
    }

    [Fact]
    public async Task AConnectionWithoutAHandshakeIsEndedAndMakesPlace()
    {
        await using var server = Start("ConnectionsPerUser", ("Limits:HandshakeSeconds", "1"));
        var user = await server.NewUserAsync();
        var sockets = await Task.WhenAll(Enumerable.Range(0, Limit).Select(_ => UpgradeAsync(server, user)));

        foreach (var (socket, _) in sockets)
            await ShouldCloseAsync(socket);

        await Eventually.TrueAsync(async () => await OutcomeAsync(server, user, HttpTransportType.WebSockets) == HttpStatusCode.OK, "the places are free");
        await Eventually.TrueAsync(() => _log.Refusals.Count(limit => limit == "HandshakeSeconds") == Limit, "the key is named");
    }

    [Fact]
    public async Task WithZeroThereIsNoLimit()
    {
        await using var server = ChatServer.Start(new() { ["Limits:ConnectionsPerUser"] = "0", ["Limits:ConnectionsPerAddress"] = "0" });
        var user = await server.NewUserAsync();

        var sockets = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => UpgradeAsync(server, user)));

        sockets.Should().OnlyContain(socket => socket.Status == HttpStatusCode.SwitchingProtocols);
        foreach (var (socket, _) in sockets)
            socket.Dispose();
    }

    private static async Task<List<HubClient>> ConnectAsync(ChatServer server, TestUser user, int count, WireProtocol protocol, HttpTransportType transport)
    {
        var hubs = new List<HubClient>();
        for (var i = 0; i < count; i++)
            hubs.Add(await HubClient.ConnectAsync(server.Url, user.Token, protocol, transports: transport));
        return hubs;
    }

    private static async Task<HubClient?> TryConnectAsync(ChatServer server, TestUser user, HttpTransportType transport)
    {
        try
        {
            return await HubClient.ConnectAsync(server.Url, user.Token, transports: transport);
        }
        catch (Exception e) when (e is HttpRequestException or AggregateException or IOException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>What the negotiation of one more connection answers, which is closed again if it is let in.</summary>
    private static async Task<HttpStatusCode> OutcomeAsync(ChatServer server, TestUser user, HttpTransportType transport)
    {
        try
        {
            await using var hub = await HubClient.ConnectAsync(server.Url, user.Token, transports: transport);
            return HttpStatusCode.OK;
        }
        catch (HttpRequestException e)
        {
            return e.StatusCode!.Value;
        }
    }

    private static async Task<(ClientWebSocket Socket, HttpStatusCode Status)> UpgradeAsync(ChatServer server, TestUser user)
    {
        var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        var address = new UriBuilder(new Uri(server.Url, "/hubs/chat")) { Scheme = "ws", Query = $"access_token={user.Token}" };
        try
        {
            await socket.ConnectAsync(address.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return (socket, socket.HttpStatusCode);
    }

    private static async Task ShouldCloseAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1024];
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Closed without a word.
        }

        socket.Dispose();
    }

    private ChatServer Start(string limit, params (string Key, string Value)[] more)
    {
        var settings = more.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        settings[$"Limits:{limit}"] = $"{Limit}";
        return ChatServer.Start(settings, _log.Replace);
    }
}
