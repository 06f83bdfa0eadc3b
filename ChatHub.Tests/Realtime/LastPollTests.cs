using System.Net;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Realtime;

/// <summary>What a connection on long polling is told last, it reads by a poll that carries a token of the session that has ended.</summary>
public sealed class LastPollTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private readonly ChatServer _server;

    public LastPollTests() => _server = ChatServer.Start([], _clock.Replace);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task ThePollAfterTheSessionsEndIsToldWhyAndThatTheConnectionCloses()
    {
        var user = await _server.NewUserAsync();
        await using var hub = await FallbackHub.OpenAsync(_server, user, HttpTransportType.LongPolling);
        await hub.StopPollingAsync();

        await user.Http.PostAsync("/logout", content: null);

        var words = await ReadToTheEndAsync(hub, user.Token);
        words.Should().Contain("""{"type":1,"target":"SessionEnded","arguments":[{"reason":"logout"}]}""").And.Contain("""{"type":7""");
    }

    [Fact]
    public async Task NothingElseComesThroughWithThatToken()
    {
        var user = await _server.NewUserAsync();
        await using var hub = await FallbackHub.OpenAsync(_server, user, HttpTransportType.LongPolling);
        await using var stream = await FallbackHub.OpenAsync(_server, user, HttpTransportType.ServerSentEvents);
        await hub.StopPollingAsync();

        await user.Http.PostAsync("/logout", content: null);

        await (await hub.CallAsync(user.Token, "1", "JoinRoom", new { room = "general" })).ShouldBeAsync(401, "invalid_token");
        await (await hub.RequestAsync(HttpMethod.Delete, user.Token)).ShouldBeAsync(401, "invalid_token");
        await (await stream.RequestAsync(HttpMethod.Get, user.Token)).ShouldBeAsync(401, "invalid_token");
        await (await user.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
    }

    [Fact]
    public async Task TheLastWordsAreForNobodyElse()
    {
        var (user, stranger) = (await _server.NewUserAsync(), await _server.NewUserAsync());
        var other = await _server.SignInAsync(user.Username);
        await other.Http.PostAsync("/logout", content: null);
        await using var hub = await FallbackHub.OpenAsync(_server, user, HttpTransportType.LongPolling);
        await hub.StopPollingAsync();

        await user.Http.PostAsync("/logout", content: null);

        await (await hub.RequestAsync(HttpMethod.Get, stranger.Token)).ShouldBeAsync(404, "not_found");
        await (await hub.RequestAsync(HttpMethod.Get, other.Token)).ShouldBeAsync(401, "invalid_token");
        (await ReadToTheEndAsync(hub, user.Token)).Should().Contain("SessionEnded");
    }

    [Fact]
    public async Task OnceAllIsReadTheTokenIsGoodForNothing()
    {
        var user = await _server.NewUserAsync();
        await using var hub = await FallbackHub.OpenAsync(_server, user, HttpTransportType.LongPolling);
        await hub.StopPollingAsync();
        await user.Http.PostAsync("/logout", content: null);
        await ReadToTheEndAsync(hub, user.Token);

        await Eventually.TrueAsync(async () => (await hub.RequestAsync(HttpMethod.Get, user.Token)).StatusCode == HttpStatusCode.Unauthorized, "the poll is refused, too");
    }

    [Fact]
    public async Task AConnectionThatGoesOnIsNotReadWithATokenOfASessionThatHasEnded()
    {
        var user = await _server.NewUserAsync();
        var next = await _server.SignInAsync(user.Username);
        await using var hub = await FallbackHub.OpenAsync(_server, user, HttpTransportType.LongPolling);
        hub.Token = next.Token;
        (await hub.CallAsync(user.Token, "renewed", "RenewToken", new { accessToken = next.Token })).EnsureSuccessStatusCode();
        await hub.SucceedsAsync("renewed");

        await user.Http.PostAsync("/logout", content: null);

        await (await hub.RequestAsync(HttpMethod.Get, user.Token)).ShouldBeAsync(401, "invalid_token");
        (await hub.CallAsync(next.Token, "good", "JoinRoom", new { room = "general" })).EnsureSuccessStatusCode();
        await hub.SucceedsAsync("good");
    }

    [Fact]
    public async Task WhenTheTokenExpiresThePollIsToldBeforeItIsRefused()
    {
        var user = await _server.NewUserAsync();
        await using var hub = await FallbackHub.OpenAsync(_server, user, HttpTransportType.LongPolling);
        await hub.StopPollingAsync();

        _clock.Shift(TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(3));

        var words = await ReadToTheEndAsync(hub, user.Token);
        words.Should().Contain("""{"type":1,"target":"SessionEnded","arguments":[{"reason":"token_expired"}]}""").And.Contain("""{"type":7,"allowReconnect":true""");
    }

    [Fact]
    public async Task AnOfficialClientIsToldWhileItsRoomIsBusy()
    {
        var (user, sender) = (await _server.NewUserAsync(), await _server.NewUserAsync());
        await using var speaker = await _server.ConnectAsync(sender);
        await speaker.JoinAsync("general");
        var readers = new List<HubClient>();
        for (var number = 0; number < 10; number++)
        {
            readers.Add(await HubClient.ConnectAsync(_server.Url, user.Token, transports: HttpTransportType.LongPolling));
            await readers[^1].JoinAsync("general");
        }

        using var stop = new CancellationTokenSource();
        var speaking = SpeakAsync(speaker, stop.Token);
        await Eventually.TrueAsync(() => readers.TrueForAll(reader => reader.Events.Count > 20), "the room is busy");

        await user.Http.PostAsync("/logout", content: null);

        await Eventually.TrueAsync(() => readers.TrueForAll(reader => reader.Connection.State == HubConnectionState.Disconnected), "all are closed");
        await stop.CancelAsync();
        await speaking;
        readers.Should().AllSatisfy(reader => reader.CallsOf("SessionEnded").Should().ContainSingle().Which.GetProperty("reason").GetString().Should().Be("logout"));
        foreach (var reader in readers)
            await reader.DisposeAsync();
    }

    private static async Task SpeakAsync(HubClient speaker, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await speaker.SendAsync("general", "On and on.");
    }

    private static async Task<string> ReadToTheEndAsync(FallbackHub hub, string token)
    {
        var words = "";
        while (true)
        {
            using var answer = await hub.RequestAsync(HttpMethod.Get, token);
            if (answer.StatusCode == HttpStatusCode.NoContent)
                return words;
            answer.StatusCode.Should().Be(HttpStatusCode.OK, "said so far: {0}", words);
            words += await answer.Content.ReadAsStringAsync();
        }
    }
}
