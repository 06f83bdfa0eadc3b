using System.Globalization;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.JavaScript;

/// <summary>What an app with the official JavaScript client relies on, over each protocol and transport that SignalR has together.</summary>
public sealed class JavaScriptClientTests(ChatServer server) : IClassFixture<ChatServer>
{
    private const int InFlight = 300;

    public static TheoryData<WireProtocol, string> Wires => JavaScriptWires.All;

    [NodeTheory]
    [MemberData(nameof(Wires))]
    public async Task ANewcomerGetsTheBacklogAndThenItsOwnMessage(WireProtocol protocol, string transport)
    {
        var room = await NewRoomAsync();
        var user = await server.NewUserAsync();
        await using var client = await ConnectAsync(user, protocol, transport);

        var sync = await client.InvokeAsync("JoinRoom", new { room });
        var receipt = await client.InvokeAsync("SendMessage", new { room, text = "  hello 👋  ", clientMessageId = "key-1", language = "en" });
        await client.SeesSeqAsync(4);

        sync.GetProperty("from").GetInt64().Should().Be(1);
        sync.GetProperty("head").GetInt64().Should().Be(3);
        receipt.GetProperty("id").GetInt64().Should().Be(4);
        client.Seqs().Should().Equal(1, 2, 3, 4);
        client.Events[3].GetProperty("message").GetProperty("text").GetString().Should().Be("hello 👋");
    }

    [NodeTheory]
    [MemberData(nameof(Wires))]
    public async Task ACursorBringsWhatComesAfterItAndNothingElse(WireProtocol protocol, string transport)
    {
        var room = await NewRoomAsync();
        var user = await server.NewUserAsync();
        await using var first = await ConnectAsync(user, protocol, transport);
        var epoch = (await first.InvokeAsync("JoinRoom", new { room })).GetProperty("epoch").GetString();
        await first.CallAllAsync([.. Enumerable.Range(0, 10).Select(number => Send(room, number))]);
        await using var client = await ConnectAsync(user, protocol, transport);

        var sync = await client.InvokeAsync("JoinRoom", new { room, after = new { epoch, seq = 9 } });
        await client.SeesSeqAsync(13);

        sync.GetProperty("from").GetInt64().Should().Be(10);
        sync.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        client.Seqs().Should().Equal(10, 11, 12, 13);
    }

    [NodeTheory]
    [MemberData(nameof(Wires))]
    public async Task ACursorFromAnotherHistoryIsAnsweredWithAReset(WireProtocol protocol, string transport)
    {
        var room = await NewRoomAsync();
        await using var client = await ConnectAsync(await server.NewUserAsync(), protocol, transport);

        var sync = await client.InvokeAsync("JoinRoom", new { room, after = new { epoch = "another", seq = 2 } });
        await client.SeesSeqAsync(3);

        sync.GetProperty("reset").GetProperty("reason").GetString().Should().Be("epoch_changed");
        client.CallsOf("RoomEvents")[0].GetProperty("reset").GetProperty("reason").GetString().Should().Be("epoch_changed");
        client.Seqs().Should().Equal(1, 2, 3);
    }

    [NodeTheory]
    [MemberData(nameof(Wires))]
    public async Task ManySendsInFlightKeepTheOrderOfTheirInvocation(WireProtocol protocol, string transport)
    {
        var room = await NewRoomAsync();
        await using var client = await ConnectAsync(await server.NewUserAsync(), protocol, transport);
        await client.InvokeAsync("JoinRoom", new { room });

        var answers = await client.CallAllAsync([.. Enumerable.Range(0, InFlight).Select(number => Send(room, number))]);
        await client.SeesSeqAsync(3 + InFlight);

        answers.Select(answer => answer.GetProperty("result").GetProperty("id").GetInt64()).Should().Equal(Enumerable.Range(4, InFlight).Select(id => (long)id));
        client.Seqs().Should().Equal(Enumerable.Range(1, 3 + InFlight).Select(seq => (long)seq));
        client.Events.Skip(3).Select(entry => entry.GetProperty("message").GetProperty("text").GetString()).Should().Equal(Enumerable.Range(0, InFlight).Select(Text));
    }

    private static (string Method, object? Argument) Send(string room, int number) => ("SendMessage", new { room, text = Text(number) });

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"message {number}");

    private Task<JavaScriptClient> ConnectAsync(TestUser user, WireProtocol protocol, string transport)
        => JavaScriptClient.ConnectAsync(server.Url, user.Token, new JavaScriptWire(protocol, transport));

    private async Task<string> NewRoomAsync()
    {
        var owner = await server.NewUserAsync();
        return await owner.NewRoomAsync();
    }
}
