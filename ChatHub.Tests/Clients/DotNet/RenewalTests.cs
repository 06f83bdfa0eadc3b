using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Contracts;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>No refresh token of the .NET client is lost or used twice, and nothing but an end of the session ends its coming back.</summary>
public sealed class RenewalTests(ChatServer server) : IClassFixture<ChatServer>, IAsyncLifetime
{
    private static readonly At Refresh = At.Call("POST /refresh");
    private static readonly At Login = At.Call("POST /login");

    private readonly SteppedTime _time = new();
    private FaultProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await FaultProxy.StartAsync(server.Url);

    public Task DisposeAsync() => _proxy.DisposeAsync().AsTask();

    [Fact]
    public async Task AStorageThatFailsLosesNoTokenThatTheServerHasGivenOut()
    {
        var storage = new PlayedStorage();
        await using var chat = await ConnectAsync(await server.NewUserAsync(), options => options.Storage = storage);
        storage.Writes = key => key == "session" ? throw new IOException("The disk is full.") : Task.CompletedTask;

        foreach (var _ in Enumerable.Range(1, 3))
        {
            _time.Step(TimeSpan.FromHours(1));
            await chat.GetRoomsAsync();
        }

        (_proxy.Count(Refresh), _proxy.Count(Login)).Should().Be((3, 1));
    }

    [Fact]
    public async Task WhoStopsWaitingForARenewalDoesNotStopIt()
    {
        await using var chat = await ConnectAsync(await server.NewUserAsync());
        var gate = new TaskCompletionSource();
        _proxy.Add(At.Answer("POST /refresh"), new Fate.Late(gate.Task));
        using var cancel = new CancellationTokenSource();
        _time.Step(TimeSpan.FromHours(1));

        var impatient = chat.GetRoomsAsync(cancel.Token);
        await _proxy.SeenAsync(At.Answer("POST /refresh"));
        await cancel.CancelAsync();
        await FluentActions.Awaiting(() => impatient).Should().ThrowAsync<OperationCanceledException>();
        var patient = chat.GetRoomsAsync();
        gate.SetResult();

        (await patient).Should().NotBeEmpty();
        (_proxy.Count(Refresh), _proxy.Count(Login)).Should().Be((1, 1));
    }

    [Fact]
    public async Task AnAppWhoseTokensFailIsAskedAgainFromTheFirstTimeOn()
    {
        var user = await server.NewUserAsync();
        var asked = 0;
        await using var chat = await ConnectAsync(user, options =>
        {
            (options.Username, options.Password, options.Time) = (null, null, TimeProvider.System);
            options.Tokens = async _ => ++asked % 2 == 1 ? throw new InvalidOperationException("The backend is away.") : await ShortTokensAsync(user);
        });
        await using var events = new SeenEvents(chat);

        await Eventually.TrueAsync(() => asked >= 5, "it renewed");

        events.All.OfType<ConnectionChanged>().Should().BeEmpty();
    }

    [Fact]
    public async Task TheEndOfASessionCountsWhileTheAppGivesNoTokens()
    {
        var user = await server.NewUserAsync();
        var (tokens, opened, failures) = (await ShortTokensAsync(user), 0, 0);
        await using var chat = await ConnectAsync(user, options =>
        {
            (options.Username, options.Password, options.Time) = (null, null, TimeProvider.System);
            options.Tokens = _ =>
            {
                if (opened++ == 0)
                    return Task.FromResult(tokens);
                failures++;
                throw new InvalidOperationException("The backend is away.");
            };
        });
        await Eventually.TrueAsync(() => failures > 0, "a renewal has failed");

        using var http = server.NewHttp();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        (await http.PostAsync("/logout", content: null)).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(() => chat.State == ChatConnectionState.Ended, "it has ended");
        (await FluentActions.Awaiting(() => chat.JoinAsync("general")).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("logout");
    }

    [Theory]
    [InlineData(404, "not_found")]
    [InlineData(403, "forbidden")]
    [InlineData(500, "internal")]
    public async Task AnOddAnswerToARenewalPassesAndTheSessionGoesOn(int status, string code)
    {
        await using var chat = await ConnectAsync(await server.NewUserAsync());
        _proxy.Add(Refresh, new Fate.Refuse(status, code), times: 2);
        _time.Step(TimeSpan.FromHours(1));

        (await chat.GetRoomsAsync()).Should().NotBeEmpty();

        (_proxy.Count(Refresh), _proxy.Count(Login)).Should().Be((3, 1));
    }

    [Fact]
    public async Task APageInThePlaceOfAnAnswerPassesToo()
    {
        var pages = 2;
        await using var chat = await ConnectAsync(await server.NewUserAsync(), options => options.HttpHandler = () => new PlayedHttp(
            request => request.RequestUri!.AbsolutePath == "/refresh" && pages-- > 0 ? new(HttpStatusCode.OK) { Content = new StringContent("<h1>Sign in to this network</h1>") } : null));
        _time.Step(TimeSpan.FromHours(1));

        (await chat.GetRoomsAsync()).Should().NotBeEmpty();

        _proxy.Count(Login).Should().Be(1);
    }

    [Fact]
    public async Task OddAnswersToAllThatAReconnectionAsksEndNothing()
    {
        await using var chat = await ConnectAsync(await server.NewUserAsync());
        await using var events = new SeenEvents(chat);
        var room = await chat.JoinAsync("general");
        _proxy.Add(Refresh, new Fate.Refuse(401, "invalid_token"));
        _proxy.Add(Login, new Fate.Refuse(404, "not_found"));
        _proxy.Add(At.Call("negotiate"), new Fate.Refuse(403, "forbidden"));
        _proxy.Add(At.Call("negotiate"), new Fate.Refuse(404, "not_found"));
        _proxy.Add(At.Call("GET /rooms/general"), new Fate.Refuse(500, "internal"));
        _proxy.Add(At.Call("JoinRoom"), new Fate.Refuse(500, "internal"));
        _time.Step(TimeSpan.FromHours(1));

        _proxy.CutAll();

        await _proxy.SeenAsync(At.Answer("JoinRoom"), 2);
        await room.SendAsync("back");
        room.IsFollowed.Should().BeTrue();
        events.All.OfType<RoomClosed>().Should().BeEmpty();
        _proxy.Unmet.Should().BeEmpty();
    }

    [Fact]
    public async Task ARefusalOfAnotherKindThatSpeaksOf401CostsNoRefreshToken()
    {
        var failures = 0;
        await using var chat = await ConnectAsync(await server.NewUserAsync(), options => options.ConfigureConnection = http => http.HttpMessageHandlerFactory = inner => new PlayedHttp(
            _ => Interlocked.Exchange(ref failures, 0) == 1 ? throw new HttpRequestException("Connection refused (127.0.0.1:40123)") : null, inner));
        failures = 1;

        _proxy.CutAll();

        await _proxy.SeenAsync(At.Answer("negotiate"), 2);
        await (await chat.JoinAsync("general")).SendAsync("back");
        _proxy.Count(Refresh).Should().Be(0);
    }

    private Task<ChatClient> ConnectAsync(TestUser user, Action<ChatClientOptions>? configure = null) => ChatClients.ConnectAsync(user, _proxy.Url, options =>
    {
        options.Time = _time;
        configure?.Invoke(options);
    });

    /// <summary>Without a refresh token, and soon to be renewed.</summary>
    private async Task<ChatTokens> ShortTokensAsync(TestUser user)
    {
        using var http = server.NewHttp();
        var answer = await http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password });
        return ChatTokens.From((await answer.Content.ReadFromJsonAsync<LoginAnswer>(ClientJson.Wire))!) with { RefreshToken = null, ExpiresIn = TimeSpan.FromSeconds(3) };
    }
}
