using System.Net.Http.Json;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Realtime;

/// <summary>A connection and the token that it came with: it ends when that expires, unless it was given another one.</summary>
public sealed class RenewTokenTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private readonly ChatServer _server;

    public RenewTokenTests() => _server = ChatServer.Start([], _clock.Replace);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task WithoutAnotherTokenItEndsWithTheTokenAndIsTold(WireProtocol protocol)
    {
        var user = await _server.NewUserAsync();
        await using var client = await _server.ConnectAsync(user, protocol);
        _clock.Shift(TimeSpan.FromMinutes(59));
        await client.JoinAsync("general");
        client.CallsOf("SessionEnded").Should().BeEmpty();

        _clock.Shift(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(10));

        await ShouldEndAsync(client, "token_expired");
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task WithANewerTokenItLivesOnForAsLongAsThatOne(WireProtocol protocol)
    {
        var user = await _server.NewUserAsync();
        await using var client = await _server.ConnectAsync(user, protocol);
        await using var other = await _server.ConnectAsync(user);
        _clock.Shift(TimeSpan.FromMinutes(50));
        var accessToken = await RefreshAsync(user);

        var renewed = await client.InvokeAsync("RenewToken", new { accessToken });

        renewed.GetProperty("expiresIn").GetInt64().Should().BeInRange(3590, 3600);
        _clock.Shift(TimeSpan.FromMinutes(20));
        await ShouldEndAsync(other, "token_expired");
        await client.JoinAsync("general");
        client.CallsOf("SessionEnded").Should().BeEmpty();
        _clock.Shift(TimeSpan.FromMinutes(41));
        await ShouldEndAsync(client, "token_expired");
    }

    [Fact]
    public async Task AClientThatReconnectsByItselfMayComeBackAfterItsTokenHasExpired()
    {
        var user = await _server.NewUserAsync();
        var token = user.Token;
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(_server.Url, "/hubs/chat"), http => http.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .WithAutomaticReconnect(Enumerable.Repeat(TimeSpan.FromMilliseconds(50), 100).ToArray()).Build();
        var isBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Reconnected += _ =>
        {
            isBack.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync();
        _clock.Shift(TimeSpan.FromMinutes(61));

        token = await RefreshAsync(user);

        await isBack.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task ATokenThatIsNoGoodIsRefusedAndTheConnectionLivesOnAsBefore()
    {
        var (user, stranger) = (await _server.NewUserAsync(), await _server.NewUserAsync());
        var lost = await _server.SignInAsync(user.Username);
        await lost.Http.PostAsync("/logout", content: null);
        var old = user.Token;
        await using var early = await _server.ConnectAsync(user);
        _clock.Shift(TimeSpan.FromMinutes(61));
        await ShouldEndAsync(early, "token_expired");
        var fresh = user with { Token = await RefreshAsync(user) };
        await using var client = await _server.ConnectAsync(fresh);

        (await client.RefusalOfAsync("RenewToken", null)).Should().Be("invalid_request");
        (await client.RefusalOfAsync("RenewToken", new { })).Should().Be("invalid_request");
        (await client.RefusalOfAsync("RenewToken", new { accessToken = "" })).Should().Be("invalid_request");
        (await client.RefusalOfAsync("RenewToken", new { accessToken = "x" })).Should().Be("invalid_token");
        (await client.RefusalOfAsync("RenewToken", new { accessToken = user.RefreshToken })).Should().Be("invalid_token");
        (await client.RefusalOfAsync("RenewToken", new { accessToken = old })).Should().Be("token_expired");
        (await client.RefusalOfAsync("RenewToken", new { accessToken = await RefreshAsync(stranger) })).Should().Be("forbidden");
        await client.JoinAsync("general");
        client.CallsOf("SessionEnded").Should().BeEmpty();
    }

    [Fact]
    public async Task ATokenOfASessionThatHasEndedIsRefused()
    {
        var user = await _server.NewUserAsync();
        var lost = await _server.SignInAsync(user.Username);
        await lost.Http.PostAsync("/logout", content: null);
        await using var client = await _server.ConnectAsync(user);

        (await client.RefusalOfAsync("RenewToken", new { accessToken = lost.Token })).Should().Be("invalid_token");
    }

    [Fact]
    public async Task AnOlderTokenTakesNothingAway()
    {
        var user = await _server.NewUserAsync();
        _clock.Shift(TimeSpan.FromMinutes(30));
        var newer = await RefreshAsync(user);
        await using var client = await HubClient.ConnectAsync(_server.Url, newer);

        var renewed = await client.InvokeAsync("RenewToken", new { accessToken = user.Token });

        renewed.GetProperty("expiresIn").GetInt64().Should().BeInRange(3500, 3600);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ItIsOfTheGivenTokensSessionFromThenOn(bool isOlder)
    {
        var first = await _server.NewUserAsync();
        _clock.Shift(TimeSpan.FromMinutes(5));
        var second = await _server.SignInAsync(first.Username);
        var (user, other) = isOlder ? (second, first) : (first, second);
        await using var client = await _server.ConnectAsync(user);
        await client.InvokeAsync("RenewToken", new { accessToken = other.Token });

        await user.Http.PostAsync("/logout", content: null);
        await client.JoinAsync("general");
        client.CallsOf("SessionEnded").Should().BeEmpty("its first session is none of its business any more");

        await other.Http.PostAsync("/logout", content: null);
        await ShouldEndAsync(client, "logout");
    }

    [Theory]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task OnTheFallbacksEachRequestNeedsATokenThatIsGood(HttpTransportType transport)
    {
        var (user, stranger) = (await _server.NewUserAsync(), await _server.NewUserAsync());
        var ended = await _server.SignInAsync(user.Username);
        await using var hub = await FallbackHub.OpenAsync(_server, ended, transport);
        await RenewAsync(hub, ended.Token, user.Token);
        await ended.Http.PostAsync("/logout", content: null);
        await (await hub.CallAsync(ended.Token, "ended", "JoinRoom", new { room = "general" })).ShouldBeAsync(401, "invalid_token");
        _clock.Shift(TimeSpan.FromMinutes(50));
        var fresh = await RefreshAsync(user);
        await RenewAsync(hub, user.Token, fresh);
        _clock.Shift(TimeSpan.FromMinutes(20));
        var other = await RefreshAsync(stranger);

        await (await hub.CallAsync(user.Token, "expired", "JoinRoom", new { room = "general" })).ShouldBeAsync(401, "token_expired");
        await (await hub.CallAsync(other, "other", "JoinRoom", new { room = "general" })).ShouldBeAsync(404, "not_found");

        (await hub.CallAsync(fresh, "good", "JoinRoom", new { room = "general" })).EnsureSuccessStatusCode();
        await hub.SucceedsAsync("good");
        hub.Received.Should().NotContain("SessionEnded", "it was never the connection that was at fault");
    }

    private static async Task RenewAsync(FallbackHub hub, string token, string next)
    {
        hub.Token = next;
        (await hub.CallAsync(token, next, "RenewToken", new { accessToken = next })).EnsureSuccessStatusCode();
        await hub.SucceedsAsync(next);
    }

    private static async Task ShouldEndAsync(HubClient client, string reason)
    {
        await Eventually.TrueAsync(() => client.CallsOf("SessionEnded").Count == 1, "the client was told");
        client.CallsOf("SessionEnded")[0].GetProperty("reason").GetString().Should().Be(reason);
        await Eventually.TrueAsync(() => client.Connection.State == HubConnectionState.Disconnected, "the connection closed");
    }

    private async Task<string> RefreshAsync(TestUser user)
    {
        using var http = _server.NewHttp();
        return (await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken }).JsonAsync()).GetProperty("accessToken").GetString()!;
    }
}
