using System.Net;
using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Contracts;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>What never answers, or fails in a way of its own, holds up the .NET client for a while only, and its end not at all.</summary>
public sealed class HangingTests(ChatServer server) : IClassFixture<ChatServer>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly At Connect = At.Call("connect");

    private readonly TaskCompletionSource _never = new();
    private FaultProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await FaultProxy.StartAsync(server.Url);

    public async Task DisposeAsync()
    {
        _never.SetResult();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task ASocketThatIsNeverAnsweredIsGivenUpForAnother()
    {
        var time = new ToldTime(Connection.Patience);
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url, options => options.Time = time);
        _proxy.Add(Connect, new Fate.Hold(_never.Task));
        _proxy.CutAll();
        await _proxy.SeenAsync(Connect, 2);

        time.IsOver();

        await (await chat.JoinAsync("general").WaitAsync(Patience)).SendAsync("back");
        _proxy.Count(Connect).Should().Be(3);
    }

    [Fact]
    public async Task ALogoutWaitsForNoSocketThatIsNeverAnswered()
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url, options => options.Time = new ToldTime(Connection.Patience));
        _proxy.Add(Connect, new Fate.Hold(_never.Task));
        _proxy.CutAll();
        await _proxy.SeenAsync(Connect, 2);

        await chat.LogoutAsync().WaitAsync(Patience);

        chat.State.Should().Be(ChatConnectionState.Ended);
    }

    [Fact]
    public async Task AClientIsDisposedOfWhileTheAppsTokensNeverCome()
    {
        var (user, asked) = (await server.NewUserAsync(), 0);
        var chat = await ChatClients.ConnectAsync(user, _proxy.Url, options =>
        {
            (options.Username, options.Password) = (null, null);
            options.Tokens = async cancel =>
            {
                if (++asked > 1)
                    await _never.Task;
                using var http = server.NewHttp();
                var answer = await http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password }, cancel);
                return ChatTokens.From((await answer.Content.ReadFromJsonAsync<LoginAnswer>(ClientJson.Wire, cancel))!) with { RefreshToken = null, ExpiresIn = TimeSpan.FromSeconds(1) };
            };
        });
        await Eventually.TrueAsync(() => asked > 1, "others are asked for");

        await chat.DisposeAsync().AsTask().WaitAsync(Patience);

        chat.State.Should().Be(ChatConnectionState.Ended);
    }

    [Fact]
    public async Task AHandlerOfTheAppsOwnThatFailsInItsOwnWayIsAskedAgain()
    {
        var (user, failures) = (await server.NewUserAsync(), 0);
        var name = await user.NewRoomAsync();
        await using var chat = await ChatClients.ConnectAsync(user, _proxy.Url, options => options.HttpHandler = () => new PlayedHttp(
            request => request.RequestUri!.AbsolutePath == $"/rooms/{name}" && failures++ < 2 ? throw new InvalidOperationException("The circuit is open.") : null));
        var room = await chat.JoinAsync(name);

        _proxy.CutAll();
        (await user.Http.PostAsJsonAsync($"/rooms/{name}/messages", new { text = "from elsewhere" })).EnsureSuccessStatusCode();

        await room.ShowsAsync(messages => messages.Any(message => message.Text == "from elsewhere"), "it is followed again");
        failures.Should().Be(3);
    }

    [Fact]
    public async Task AWaitThatIsLongerThanAnyTimerEndsNoClient()
    {
        var time = new SteppedTime();
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url, options => options.Time = time);
        await using var events = new SeenEvents(chat);
        _proxy.Add(At.Call("POST /refresh"), new Fate.Refuse(503, "unavailable", TimeSpan.FromDays(100)));
        time.Step(TimeSpan.FromHours(1));
        _proxy.CutAll();
        await events.SeesAsync<ConnectionChanged>(changed => changed is { State: ChatConnectionState.Connecting, Cause: ChatException });

        await chat.LogoutAsync();

        chat.State.Should().Be(ChatConnectionState.Ended);
    }

    [Fact]
    public async Task WhoIsToldToComeBackAtOnceWaitsNoLessThanByItself()
    {
        var (refusals, waits) = (2, 0);
        var options = ChatClients.OptionsOf(await server.NewUserAsync(), _proxy.Url);
        options.ReconnectDelay = _ =>
        {
            waits++;
            return TimeSpan.Zero;
        };
        options.HttpHandler = () => new PlayedHttp(request => request.RequestUri!.AbsolutePath == "/login" && refusals-- > 0
            ? new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new(TimeSpan.Zero) } }
            : null);

        await using var chat = await ChatClient.ConnectAsync(options);

        waits.Should().BeGreaterThanOrEqualTo(2);
    }

    /// <summary>A clock on which one length of time is over when the test says so.</summary>
    private sealed class ToldTime(TimeSpan length) : TimeProvider
    {
        private readonly List<ITimer> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != length)
                return base.CreateTimer(callback, state, dueTime, period);
            var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            lock (_timers)
                _timers.Add(timer);
            return timer;
        }

        public void IsOver()
        {
            lock (_timers)
                _timers.ForEach(timer => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }
}
