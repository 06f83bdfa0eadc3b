using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Contracts;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>A .NET client that has ended stays so, says nothing under another name, and leaves nobody waiting.</summary>
public sealed class EndingTests(ChatServer server) : IClassFixture<ChatServer>, IAsyncLifetime
{
    private readonly SteppedTime _time = new();
    private FaultProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await FaultProxy.StartAsync(server.Url);

    public Task DisposeAsync() => _proxy.DisposeAsync().AsTask();

    [Fact]
    public async Task NothingLogsInAgainAfterALogout()
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);

        await chat.LogoutAsync();

        chat.State.Should().Be(ChatConnectionState.Ended);
        (await FluentActions.Awaiting(() => chat.GetRoomsAsync()).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("logout");
        _proxy.Count(At.Call("POST /login")).Should().Be(1);
    }

    [Fact]
    public async Task ALogoutEndsAClientThatIsStillTryingToComeBack()
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        await using var events = new SeenEvents(chat);
        _proxy.Add(At.Call("negotiate"), new Fate.Refuse(503, "unavailable"), times: int.MaxValue, isWanted: false);
        _proxy.CutAll();
        await events.SeesAsync<ConnectionChanged>(changed => changed.State == ChatConnectionState.Connecting);

        await chat.LogoutAsync();

        chat.State.Should().Be(ChatConnectionState.Ended);
        (_proxy.Count(At.Call("POST /login")), _proxy.Count(At.Call("POST /refresh"))).Should().Be((1, 0));
    }

    [Fact]
    public async Task AnHttpCallThatIsRefusedBecauseTheSessionWasEndedElsewhereLogsInNoMore()
    {
        var user = await server.NewUserAsync();
        await using var chat = await ChatClients.ConnectAsync(user, _proxy.Url);
        var gate = new TaskCompletionSource();
        _proxy.Add(At.Push("SessionEnded"), new Fate.Hold(gate.Task));
        var sessions = (await user.Http.GetJsonAsync("/me/sessions")).GetProperty("items").EnumerateArray();
        foreach (var session in sessions.Where(session => !session.GetProperty("current").GetBoolean()))
            (await user.Http.DeleteAsync($"/me/sessions/{session.GetProperty("id").GetString()}")).EnsureSuccessStatusCode();

        var refused = chat.GetRoomsAsync();
        await _proxy.SeenAsync(At.Answer("GET /rooms"));
        gate.SetResult();

        (await FluentActions.Awaiting(() => refused).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("session_ended");
        _proxy.Count(At.Call("POST /login")).Should().Be(1);
    }

    [Fact]
    public async Task TokensOfAnotherUserEndTheClientAndNothingIsSentUnderTheOthersName()
    {
        var (ana, luis) = (await server.NewUserAsync(), await server.NewUserAsync());
        var storage = new MemoryChatStorage();
        var current = ana;
        await using var chat = await ChatClients.ConnectAsync(ana, _proxy.Url, options => ForApp(options, () => current, storage));
        var room = await chat.JoinAsync("general");
        _proxy.GoOffline();
        var sending = room.SendAsync("written by Ana");
        await Eventually.TrueAsync(async () => (await storage.ReadAsync(SavedMessage.Prefix)).Count == 1, "it is kept");

        current = luis;
        _time.Step(TimeSpan.FromHours(1));
        _proxy.ComeBack();

        (await FluentActions.Awaiting(() => sending).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be(ChatException.AnotherUser);
        chat.State.Should().Be(ChatConnectionState.Ended);
        chat.User.Username.Should().Be(ana.Username);
        await using var his = await ChatClients.ConnectAsync(luis, _proxy.Url, options => ForApp(options, () => luis, storage));
        var general = await his.JoinAsync("general");
        await general.SendAsync("written by Luis");
        general.Texts().Should().Contain("written by Luis").And.NotContain(text => text.Contains("Ana"));
        (await storage.ReadAsync(SavedMessage.Prefix)).Should().BeEmpty();
    }

    [Fact]
    public async Task WhoWatchesOrWaitsIsLetGoWhenTheClientEndsAndAfterwards()
    {
        var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        var room = await chat.JoinAsync("general");
        await room.SendAsync("the last one");
        var watching = room.WatchAsync().ToListAsync().AsTask();

        await chat.DisposeAsync();

        (await watching)[^1].Should().Contain(message => message.Text == "the last one");
        (await room.WatchAsync().ToListAsync()).Should().ContainSingle();
        (await chat.GetRoom("never-joined").WatchAsync().ToListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task AProviderWhoseClientHasEndedConnectsAnotherOneAndNoneOnceItIsDisposedOf()
    {
        var user = await server.NewUserAsync();
        await using var services = new ServiceCollection().AddChatHub(options => (options.Url, options.Username, options.Password) = (server.Url, user.Username, ChatServer.Password)).BuildServiceProvider();
        var provider = services.GetRequiredService<ChatClientProvider>();
        var first = await provider.GetAsync();
        await first.LogoutAsync();

        var second = await provider.GetAsync();
        await provider.DisposeAsync();

        second.Should().NotBeSameAs(first);
        (first.State, second.State).Should().Be((ChatConnectionState.Ended, ChatConnectionState.Ended));
        await FluentActions.Awaiting(() => provider.GetAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    private void ForApp(ChatClientOptions options, Func<TestUser> who, MemoryChatStorage storage)
    {
        (options.Username, options.Password, options.Storage, options.Time) = (null, null, storage, _time);
        options.Tokens = async cancel =>
        {
            using var http = server.NewHttp();
            var answer = await http.PostAsJsonAsync("/login", new { username = who().Username, password = ChatServer.Password }, cancel);
            return ChatTokens.From((await answer.Content.ReadFromJsonAsync<LoginAnswer>(ClientJson.Wire, cancel))!) with { RefreshToken = null };
        };
    }
}
