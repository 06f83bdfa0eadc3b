using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Tests.Limits;

/// <summary><c>Limits:MessagesPerSecond</c> and <c>Limits:MessageBurst</c>: every call that writes an event, or moves a marker over HTTP, per user, however it comes.</summary>
public sealed class EventBudgetTests(EventBudgetTests.World world) : IClassFixture<EventBudgetTests.World>, IAsyncLifetime
{
    private const int Burst = 4;

    private static readonly TimeSpan OneEvent = TimeSpan.FromMilliseconds(500);

    private readonly ChatServer _server = world.Server;
    private readonly SteppedTime _time = world.Time;
    private TestUser _user = null!;
    private string _room = "";

    public static TheoryData<int> HttpCalls => [.. Enumerable.Range(0, WritingCalls.Http.Length)];

    public static TheoryData<int, WireProtocol> HubCalls
    {
        get
        {
            var calls = new TheoryData<int, WireProtocol>();
            foreach (var protocol in Enum.GetValues<WireProtocol>())
            {
                for (var call = 0; call < WritingCalls.Hub.Length; call++)
                    calls.Add(call, protocol);
            }

            return calls;
        }
    }

    /// <summary>Each test has a user of its own, with a full budget.</summary>
    public async Task InitializeAsync()
    {
        _user = await _server.NewUserAsync();
        _room = await _user.NewRoomAsync();
        _time.Step(TimeSpan.FromMinutes(1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(HttpCalls))]
    public async Task OverHttpACallIsRefusedWithoutAnEventLeftAndPassesWithOne(int number)
    {
        var (call, body, status) = WritingCalls.Http[number];
        await SpendAsync(Burst);

        var refusal = await SendAsync(call, body);

        await refusal.ShouldBeAsync(429, "rate_limited");
        refusal.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1), "seconds are whole");
        _time.Step(OneEvent);
        ((int)(await SendAsync(call, body)).StatusCode).Should().Be(status);
        await (await SendAsync("POST /rooms/another/messages", new { text = "x" })).ShouldBeAsync(429, "rate_limited");
    }

    [Theory]
    [MemberData(nameof(HubCalls))]
    public async Task OnTheHubACallIsRefusedWithoutAnEventLeftAndPassesWithOne(int number, WireProtocol protocol)
    {
        var (method, argumentFor, outcome) = WritingCalls.Hub[number];
        var argument = argumentFor(_room);
        await using var hub = await _server.ConnectAsync(_user, protocol);
        await SpendAsync(Burst);

        (await hub.OutcomeOfAsync(method, argument)).Should().Be("rate_limited");
        _time.Step(OneEvent);
        (await hub.OutcomeOfAsync(method, argument)).Should().Be(outcome);
        (await hub.OutcomeOfAsync("SendMessage", new { room = "another", text = "x" })).Should().Be("rate_limited");
    }

    [Fact]
    public async Task AnOperatorIsToldTheKey()
    {
        world.Log.Refusals.Clear();
        await SpendAsync(Burst);
        world.Log.Refusals.Should().BeEmpty();

        await SpendAsync(1);

        world.Log.Refusals.Should().Equal("MessagesPerSecond");
    }

    [Fact]
    public async Task WithZeroThereIsNoLimit()
    {
        await using var server = ChatServer.Start(new() { ["Limits:MessagesPerSecond"] = "0", ["Limits:MessageBurst"] = "1" });
        var user = await server.NewUserAsync();
        var room = await user.NewRoomAsync();

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "x" }))))
            answer.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task TheRefusalSaysOnTheHubWhenToTryAgainAndThenItPasses()
    {
        await using var hub = await _server.ConnectAsync(_user);
        await SpendAsync(Burst);

        var refusal = await FluentActions.Awaiting(() => hub.SendAsync(_room, "x")).Should().ThrowAsync<HubException>();

        refusal.Which.Message.Should().EndWith("retry after 500 ms");
        _time.Step(OneEvent);
        await hub.SendAsync(_room, "x");
        (await hub.RefusalOfAsync("SendMessage", new { room = _room, text = "x" })).Should().Be("rate_limited");
    }

    [Fact]
    public async Task AllOfAUsersConnectionsAndRequestsShareOneBudgetAndNobodyElseDoes()
    {
        await using var one = await _server.ConnectAsync(_user);
        await using var other = await _server.ConnectAsync(await _server.SignInAsync(_user.Username), WireProtocol.MessagePack);
        await SpendAsync(Burst - 2);

        await one.SendAsync(_room, "x");
        await other.SendAsync(_room, "x");

        (await one.RefusalOfAsync("SendMessage", new { room = _room, text = "x" })).Should().Be("rate_limited");
        await (await SendAsync($"POST /rooms/{_room}/messages", new { text = "x" })).ShouldBeAsync(429, "rate_limited");
        await using var bystander = await _server.ConnectAsync(await _server.SignInAsync("other"));
        await bystander.SendAsync("another", "x");
    }

    [Fact]
    public async Task WhatWritesNothingCostsNothing()
    {
        await using var hub = await _server.ConnectAsync(_user);
        await SpendAsync(Burst);

        (await hub.OutcomeOfAsync("JoinRoom", new { room = _room })).Should().Be("ok", "one who reconnects joins many rooms at once");
        (await hub.OutcomeOfAsync("MarkRead", new { room = _room, seq = 1 })).Should().Be("ok");
        (await hub.OutcomeOfAsync("SendMessage", new { room = _room, text = "" })).Should().Be("invalid_request");
    }

    [Fact]
    public async Task SendsOfOneConnectionKeepTheirOrderAndTheAcceptedOnesAreTheFirst()
    {
        await using var hub = await _server.ConnectAsync(_user);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Burst * 3).Select(number => hub.OutcomeOfAsync("SendMessage", new { room = _room, text = $"{number}" })));

        outcomes.Should().Equal([.. Enumerable.Repeat("ok", Burst), .. Enumerable.Repeat("rate_limited", Burst * 2)]);
        var texts = (await _user.Http.GetJsonAsync($"/rooms/{_room}/messages?limit={Burst}")).GetProperty("items").EnumerateArray().Select(message => message.GetProperty("text").GetString());
        texts.Should().Equal(Enumerable.Range(0, Burst).Select(number => $"{number}"));
    }

    private async Task SpendAsync(int events)
    {
        for (var i = 0; i < events; i++)
            await SendAsync($"POST /rooms/{_room}/messages", new { text = "spent" });
    }

    private async Task<HttpResponseMessage> SendAsync(string call, object? body)
    {
        var parts = call.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(parts[1].Replace("{me}", _user.Username, StringComparison.Ordinal).Replace("{room}", _room, StringComparison.Ordinal), UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await _user.Http.SendAsync(request);
    }

    /// <summary>A server whose clock the tests move, and a room of somebody else's.</summary>
    public sealed class World : IAsyncLifetime
    {
        private readonly RecordedLimits _log = new();

        public World() => Server = ChatServer.Start(new() { ["Limits:MessagesPerSecond"] = "2", ["Limits:MessageBurst"] = $"{Burst}" }, services =>
        {
            Time.Replace(services);
            _log.Replace(services);
        });

        public ChatServer Server { get; }

        public SteppedTime Time { get; } = new();

        internal RecordedLimits Log => _log;

        public async Task InitializeAsync()
        {
            var other = await Server.NewUserAsync("other");
            (await other.Http.PostAsJsonAsync("/rooms", new { room = "another" })).EnsureSuccessStatusCode();
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
