using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Errors;

/// <summary>Walks the table of everything that a hub method refuses, and what SignalR refuses before one is reached; for both protocols.</summary>
public sealed class BadCallTests(BadInputWorld world) : IClassFixture<BadInputWorld>
{
    private static readonly Dictionary<string, BadCall> Rows = BadCall.Rows.ToDictionary(row => row.ToString(), StringComparer.Ordinal);

    private static readonly Dictionary<string, (string Method, object?[] Arguments)> Unbindable = new(StringComparer.Ordinal)
    {
        ["a method that does not exist"] = ("Shout", [Map("room", "open")]),
        ["a method of the base class"] = ("OnConnectedAsync", []),
        ["disposing the hub"] = ("Dispose", []),
        ["a private method"] = ("Require", [Map("room", "open")]),
        ["no argument"] = ("SendMessage", []),
        ["one argument too many"] = ("SendMessage", [Map("room", "open"), Map("text", "x")]),
        ["a text for an object"] = ("SendMessage", ["open"]),
        ["a number for an object"] = ("JoinRoom", [5]),
        ["a list for an object"] = ("JoinRoom", [new object[] { "open" }]),
        ["a number for a room"] = ("JoinRoom", [Map("room", 5)]),
        ["an object for a room"] = ("LeaveRoom", [Map("room", Map("room", "open"))]),
        ["true for a text"] = ("SendMessage", [Map("room", "open", "text", true)]),
        ["a text for a number"] = ("SendMessage", [Map("room", "open", "text", "x", "replyTo", "3")]),
        ["a fraction for a whole number"] = ("SendMessage", [Map("room", "open", "text", "x", "replyTo", 2.5)]),
        ["a number for a key"] = ("SendMessage", [Map("room", "open", "text", "x", "clientMessageId", 5)]),
        ["a text for a backlog"] = ("JoinRoom", [Map("room", "open", "backlog", "50")]),
        ["a backlog beyond 32 bits"] = ("JoinRoom", [Map("room", "open", "backlog", 1L << 40)]),
        ["a text for a cursor"] = ("JoinRoom", [Map("room", "open", "after", "5")]),
        ["a text for a seq"] = ("JoinRoom", [Map("room", "open", "after", Map("epoch", "e", "seq", "5"))]),
        ["a seq beyond 64 bits"] = ("JoinRoom", [Map("room", "open", "after", Map("epoch", "e", "seq", 1e30))]),
        ["a text for an id"] = ("EditMessage", [Map("room", "open", "id", "3", "text", "x")]),
        ["a fraction for an id"] = ("DeleteMessage", [Map("room", "open", "id", 3.5)]),
        ["an id beyond 64 bits"] = ("DeleteMessage", [Map("room", "open", "id", 1e30)]),
        ["a number for an emoji"] = ("AddReaction", [Map("room", "open", "id", 3, "emoji", 5)]),
        ["a list for an emoji"] = ("RemoveReaction", [Map("room", "open", "id", 3, "emoji", new object[] { "👍" })]),
        ["a text for a seq to mark"] = ("MarkRead", [Map("room", "open", "seq", "3")]),
        ["a text for true"] = ("SetTyping", [Map("room", "open", "typing", "true")]),
        ["a number for true"] = ("SetTyping", [Map("room", "open", "typing", 1)]),
        ["a number for a language"] = ("SetLanguage", [Map("language", 5)]),
    };

    public static TheoryData<string, WireProtocol> Names => OnBothProtocols(Rows.Keys);

    public static TheoryData<string, WireProtocol> UnbindableNames => OnBothProtocols(Unbindable.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ABadCallIsRefusedWithItsCodeAndWritesNothing(string name, WireProtocol protocol)
    {
        var row = Rows[name];
        var before = StoredRows.Read(world.Server);
        await using var client = await world.Server.ConnectAsync(world.User(row.Who), protocol);

        var refusal = await RefusalAsync(() => client.InvokeAsync(row.Method, row.Argument));

        var start = row.Field is null ? $"HubException: {row.Code}: " : $"HubException: {row.Code}: {row.Field}: ";
        refusal.Should().MatchRegex($@"^[^:]*{start}[A-Z].*\.$", "the prefix is SignalR's, the rest ours");
        await IsUsableAsync(client);
        client.Calls.Should().BeEmpty();
        StoredRows.Read(world.Server).Should().Equal(before, "{0} writes nothing", row);
    }

    [Theory]
    [MemberData(nameof(UnbindableNames))]
    public async Task WhatCannotBeBoundIsRefusedBySignalRAndWritesNothing(string name, WireProtocol protocol)
    {
        var (method, arguments) = Unbindable[name];
        var before = StoredRows.Read(world.Server);
        await using var client = await world.Server.ConnectAsync(world.Owner, protocol);

        var refusal = await RefusalAsync(() => client.Connection.InvokeCoreAsync<object>(method, arguments));

        refusal.Should().NotMatchRegex("(?:^|HubException: )[a-z_]+: ", "a code comes only from a method that was reached")
            .And.NotMatchRegex(@"System\.|Microsoft\.|ChatHub\.|Request|(?<!Hub)Exception:");
        await IsUsableAsync(client);
        StoredRows.Read(world.Server).Should().Equal(before, "{0} writes nothing", name);
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AnUnknownMethodThatExpectsNoAnswerLeavesTheConnectionUsable(WireProtocol protocol)
    {
        await using var client = await world.Server.ConnectAsync(world.Owner, protocol);

        await client.Connection.SendAsync("Shout", Map("room", "open"));

        await IsUsableAsync(client);
    }

    private static async Task<string> RefusalAsync(Func<Task> call) => (await call.Should().ThrowExactlyAsync<HubException>()).Which.Message;

    private static async Task IsUsableAsync(HubClient client)
    {
        var answer = await client.InvokeAsync("SetLanguage", new { language = "pt-br" });
        answer.GetProperty("language").GetString().Should().Be("pt-BR");
        answer.GetProperty("rooms").GetArrayLength().Should().Be(0);
    }

    private static Dictionary<string, object?> Map(params object?[] pairs)
        => pairs.Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => pair[1], StringComparer.Ordinal);

    private static TheoryData<string, WireProtocol> OnBothProtocols(IEnumerable<string> names)
    {
        var data = new TheoryData<string, WireProtocol>();
        foreach (var name in names)
        {
            data.Add(name, WireProtocol.Json);
            data.Add(name, WireProtocol.MessagePack);
        }

        return data;
    }
}
