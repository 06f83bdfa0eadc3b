using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Tests.Limits;

/// <summary><c>Limits:InvocationsPerSecond</c>: calls and frames of one connection, whatever they are.</summary>
public sealed class InvocationLimitTests(InvocationLimitTests.World world) : IClassFixture<InvocationLimitTests.World>, IAsyncLifetime
{
    private const int Limit = 5;
    private const int Closing = Limit * 10;

    private static readonly Dictionary<string, HubMessage> Calls = new(StringComparer.Ordinal)
    {
        ["a method"] = new InvocationMessage("1", "SetLanguage", [Map("language", "es")]),
        ["an unknown method"] = new InvocationMessage("1", "NoSuchMethod", [Map("x", "y")]),
        ["a wrong argument"] = new InvocationMessage("1", "SendMessage", ["text"]),
        ["too many arguments"] = new InvocationMessage("1", "Unfollow", ["a", "b", "c"]),
        ["a stream"] = new StreamInvocationMessage("1", "SetLanguage", [Map("language", "es")]),
    };

    private static readonly Dictionary<string, HubMessage> Frames = new(StringComparer.Ordinal)
    {
        ["pings"] = PingMessage.Instance,
        ["sends without an answer"] = new InvocationMessage("NoSuchMethod", []),
        ["answers to nothing"] = CompletionMessage.Empty("7"),
        ["cancellations of nothing"] = new CancelInvocationMessage("7"),
        ["calls"] = new InvocationMessage("1", "NoSuchMethod", []),
    };

    private TestUser _user = null!;

    public static TheoryData<string, WireProtocol> CallNames => Rows(Calls.Keys);

    public static TheoryData<string, WireProtocol> FrameNames => Rows(Frames.Keys);

    public async Task InitializeAsync()
    {
        world.Log.Refusals.Clear();
        _user = await world.Server.NewUserAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task TheLastCallOfTheSecondIsAnsweredAndTheNextIsRefusedUntilTheSecondIsOver(string name, WireProtocol protocol)
    {
        await using var hub = await RawHub.ConnectAsync(world.Server, _user, protocol);
        for (var i = 0; i < Limit; i++)
        {
            await hub.SendAsync(Calls[name]);
            (await hub.ReadAnswerAsync())!.Error.Should().NotContain("rate_limited");
        }

        world.Log.Refusals.Should().BeEmpty();

        await hub.SendAsync(Calls[name]);

        (await hub.ReadAnswerAsync())!.Error.Should().MatchRegex("(?:^|HubException: )rate_limited: .* retry after 1000 ms$");
        world.Log.Refusals.Should().Equal("InvocationsPerSecond");
        world.Time.Step(TimeSpan.FromMilliseconds(999));
        await hub.SendAsync(Calls["a method"]);
        (await hub.ReadAnswerAsync())!.Error.Should().EndWith(" retry after 1 ms");
        world.Time.Step(TimeSpan.FromMilliseconds(1));
        await hub.SendAsync(Calls["a method"]);
        (await hub.ReadAnswerAsync())!.Error.Should().BeNull();
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task CallsThatWantNoAnswerCount(WireProtocol protocol)
    {
        await using var hub = await RawHub.ConnectAsync(world.Server, _user, protocol);
        for (var i = 0; i < Limit; i++)
            await hub.SendAsync(Frames["sends without an answer"]);

        await hub.SendAsync(Calls["a method"]);

        (await hub.ReadAnswerAsync())!.Error.Should().Contain("rate_limited: ");
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task ARefusedCallDoesNothing(WireProtocol protocol)
    {
        var room = await _user.NewRoomAsync();
        await using var hub = await world.Server.ConnectAsync(_user, protocol);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Limit * 2).Select(_ => hub.OutcomeOfAsync("SendMessage", new { room, text = "x" })));

        outcomes.Should().Equal([.. Enumerable.Repeat("ok", Limit), .. Enumerable.Repeat("rate_limited", Limit)]);
        (await _user.Http.GetJsonAsync($"/rooms/{room}")).GetProperty("head").GetInt64().Should().Be(2 + Limit, "two events made the room");
    }

    [Theory]
    [MemberData(nameof(FrameNames))]
    public async Task OneFrameBelowTenTimesTheLimitTheConnectionIsUsableAndAtTenTimesItCloses(string name, WireProtocol protocol)
    {
        await using var hub = await RawHub.ConnectAsync(world.Server, _user, protocol);
        await hub.SendAsync(Calls["a method"]);
        (await hub.ReadAnswerAsync())!.Error.Should().BeNull();
        for (var i = 2; i < Closing - 1; i++)
            await hub.SendAsync(Frames[name]);
        await hub.SendAsync(new InvocationMessage("last", "NoSuchMethod", []));
        (await ReadAnswerToAsync(hub, "last")).Should().NotBeNull("this is frame 49");

        await hub.SendAsync(Frames[name]);

        (await ReadAnswerToAsync(hub, "none")).Should().BeNull("the connection has closed");
        world.Log.Refusals.Should().Contain("InvocationsPerSecond");
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AFrameOfAnUnknownTypeCountsAndIsPassedOver(WireProtocol protocol)
    {
        byte[] unknown = protocol == WireProtocol.Json ? [.. "{\"type\":99}\x1e"u8] : [2, 0x91, 99];
        await using var hub = await RawHub.ConnectAsync(world.Server, _user, protocol);
        for (var i = 1; i < Closing - 1; i++)
            await hub.SendAsync(unknown);
        await hub.SendAsync(Calls["a method"]);
        (await hub.ReadAnswerAsync())!.Error.Should().BeNull();

        await hub.SendAsync(unknown);

        (await hub.ReadAnswerAsync()).Should().BeNull("the connection has closed");
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AThousandFramesInOneMessageCloseTheConnectionAndNobodyElses(WireProtocol protocol)
    {
        await using var bystander = await world.Server.ConnectAsync(_user);
        await using var hub = await RawHub.ConnectAsync(world.Server, _user, protocol);

        await hub.SendAsync(Enumerable.Repeat(RawHub.ToBytes(PingMessage.Instance, protocol), 1000).SelectMany(bytes => bytes).ToArray());

        (await hub.ReadAnswerAsync()).Should().BeNull("the connection has closed");
        await bystander.InvokeAsync("SetLanguage", new { language = "es" });
        world.Log.Refusals.Should().Equal("InvocationsPerSecond");
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task WithZeroThereIsNoLimit(WireProtocol protocol)
    {
        await using var server = ChatServer.Start(new() { ["Limits:InvocationsPerSecond"] = "0" }, world.Time.Replace);
        await using var hub = await RawHub.ConnectAsync(server, await server.NewUserAsync(), protocol);

        for (var i = 0; i < 1000; i++)
            await hub.SendAsync(Calls["an unknown method"]);
        for (var i = 0; i < 1000; i++)
            (await hub.ReadAnswerAsync())!.Error.Should().NotContain("rate_limited");
    }

    private static Dictionary<string, object> Map(string key, object value) => new(StringComparer.Ordinal) { [key] = value };

    private static TheoryData<string, WireProtocol> Rows(IEnumerable<string> names)
    {
        var rows = new TheoryData<string, WireProtocol>();
        foreach (var name in names)
        {
            rows.Add(name, WireProtocol.Json);
            rows.Add(name, WireProtocol.MessagePack);
        }

        return rows;
    }

    private static async Task<CompletionMessage?> ReadAnswerToAsync(RawHub hub, string id)
    {
        while (await hub.ReadAnswerAsync() is { } answer)
        {
            if (answer.InvocationId == id)
                return answer;
        }

        return null;
    }

    /// <summary>A server whose clock the tests move.</summary>
    public sealed class World : IAsyncLifetime
    {
        private readonly RecordedLimits _log = new();

        public World() => Server = ChatServer.Start(new() { ["Limits:InvocationsPerSecond"] = $"{Limit}" }, services =>
        {
            Time.Replace(services);
            _log.Replace(services);
        });

        public ChatServer Server { get; }

        public SteppedTime Time { get; } = new();

        internal RecordedLimits Log => _log;

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
