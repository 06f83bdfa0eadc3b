using System.Net;
using ChatHub.Conformance.Proxy;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Conformance;

/// <summary>The kit's proxy, told nothing, passes everything as it is, whatever the transport and the protocol.</summary>
public sealed class ProxiedWireTests(ChatServer server) : IClassFixture<ChatServer>
{
    public static TheoryData<HttpTransportType, WireProtocol> Wires => new()
    {
        { HttpTransportType.WebSockets, WireProtocol.Json },
        { HttpTransportType.WebSockets, WireProtocol.MessagePack },
        { HttpTransportType.ServerSentEvents, WireProtocol.Json },
        { HttpTransportType.LongPolling, WireProtocol.Json },
        { HttpTransportType.LongPolling, WireProtocol.MessagePack },
    };

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task EverythingPassesAsItIs(HttpTransportType transport, WireProtocol protocol)
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var user = await server.NewUserAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token, protocol, transports: transport);

        await client.JoinAsync("general");
        // Longer than a piece of a frame, and with what a careless copy would escape or break.
        var text = string.Concat(Enumerable.Repeat("ñ+<&👍 ", 600));
        var id = (await client.SendAsync("general", text)).GetProperty("id").GetInt64();

        await client.SeesSeqAsync(id);
        client.Events.Single(entry => entry.GetProperty("seq").GetInt64() == id).GetProperty("message").GetProperty("text").GetString().Should().Be(text.Trim());
        (await client.RefusalOfAsync("JoinRoom", new { room = "there-is-none" })).Should().Be("room_not_found");
        proxy.Unmet.Should().BeEmpty();
    }

    [Fact]
    public async Task OfflineNothingPassesAndBackOnlineEverything()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var user = await server.NewUserAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token);

        proxy.GoOffline();

        await Eventually.TrueAsync(() => client.Connection.State == HubConnectionState.Disconnected, "the connection ended");
        await FluentActions.Awaiting(() => user.Http.GetAsync(new Uri(proxy.Url, "/me"))).Should().ThrowAsync<HttpRequestException>();
        proxy.ComeBack();
        (await user.Http.GetAsync(new Uri(proxy.Url, "/me"))).StatusCode.Should().Be(HttpStatusCode.OK);
        await using var again = await HubClient.ConnectAsync(proxy.Url, user.Token);
    }

    [Fact]
    public async Task ARefusalOfTheServerAtTheUpgradeIsPassedOn()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await FluentActions.Awaiting(() => socket.ConnectAsync(new UriBuilder(proxy.Url) { Scheme = "ws", Path = "/hubs/chat" }.Uri, CancellationToken.None))
            .Should().ThrowAsync<System.Net.WebSockets.WebSocketException>();

        socket.HttpStatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
