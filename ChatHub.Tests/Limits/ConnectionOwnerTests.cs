using System.Net;
using System.Net.WebSockets;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;

namespace ChatHub.Tests.Limits;

/// <summary>The id of a connection opens it to nobody but the user who negotiated it.</summary>
public sealed class ConnectionOwnerTests : IAsyncLifetime
{
    private readonly ChatServer _server = ChatServer.Start([]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task AnotherUsersTokenNeitherSpeaksNorReadsNorEndsAConnection(HttpTransportType transport)
    {
        var (owner, other) = (await _server.NewUserAsync(), await _server.NewUserAsync());
        await using var hub = await FallbackHub.OpenAsync(_server, owner, transport);

        await (await hub.CallAsync(other.Token, "1", "JoinRoom", new { room = "general" })).ShouldBeAsync(404, "not_found");
        await (await hub.RequestAsync(HttpMethod.Get, other.Token)).ShouldBeAsync(404, "not_found");
        await (await hub.RequestAsync(HttpMethod.Get, other.Token, isStream: true)).ShouldBeAsync(404, "not_found");
        await (await hub.RequestAsync(HttpMethod.Delete, other.Token)).ShouldBeAsync(404, "not_found");

        (await hub.CallAsync(owner.Token, "2", "JoinRoom", new { room = "general" })).EnsureSuccessStatusCode();
        await hub.SucceedsAsync("2");
        hub.Received.Should().NotContain("\"invocationId\":\"1\"");
    }

    [Fact]
    public async Task AnotherUsersTokenDoesNotTakeAConnectionThatItsOwnerHasOnlyNegotiated()
    {
        var (owner, other) = (await _server.NewUserAsync(), await _server.NewUserAsync());
        var id = await FallbackHub.NegotiateAsync(owner);

        using var text = new StringContent("""{"protocol":"json","version":1}""" + '\u001e');
        await (await other.Http.PostAsync(FallbackHub.AddressOf(id), text)).ShouldBeAsync(404, "not_found");
        await (await other.Http.GetAsync(FallbackHub.AddressOf(id))).ShouldBeAsync(404, "not_found");
        (await UpgradeAsync(id, other)).Should().Be(HttpStatusCode.NotFound);

        (await UpgradeAsync(id, owner)).Should().Be(HttpStatusCode.SwitchingProtocols);
    }

    private async Task<HttpStatusCode> UpgradeAsync(string id, TestUser user)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        var address = new UriBuilder(new Uri(_server.Url, FallbackHub.AddressOf(id))) { Scheme = "ws" };
        address.Query += $"&access_token={user.Token}";
        try
        {
            await socket.ConnectAsync(address.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
