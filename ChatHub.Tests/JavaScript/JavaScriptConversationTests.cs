using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.JavaScript;

/// <summary>What the official JavaScript client is told beside the log: who types, who has read, who is there, which rooms changed.</summary>
public sealed class JavaScriptConversationTests(ChatServer server) : IClassFixture<ChatServer>
{
    public static TheoryData<WireProtocol, string> Wires => JavaScriptWires.All;

    [NodeTheory]
    [MemberData(nameof(Wires))]
    public async Task TheOthersSeeEditsReactionsTypingAndMarkers(WireProtocol protocol, string transport)
    {
        var (ana, luis) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await ana.NewRoomAsync();
        await using var reading = await JavaScriptClient.ConnectAsync(server.Url, ana.Token, new JavaScriptWire(protocol, transport));
        await reading.InvokeAsync("JoinRoom", new { room });
        await using var writing = await JavaScriptClient.ConnectAsync(server.Url, luis.Token, new JavaScriptWire(protocol, transport));
        await writing.InvokeAsync("JoinRoom", new { room });
        await reading.SeesAsync("PresenceChanged");

        await writing.InvokeAsync("SetTyping", new { room, typing = true });
        await reading.SeesAsync("Typing");
        var id = (await writing.InvokeAsync("SendMessage", new { room, text = "hello" })).GetProperty("id").GetInt64();
        await writing.InvokeAsync("EditMessage", new { room, id, text = "hello again" });
        await writing.InvokeAsync("AddReaction", new { room, id, emoji = "❤️" });
        await writing.InvokeAsync("DeleteMessage", new { room, id });
        await writing.InvokeAsync("MarkRead", new { room, seq = id + 3 });
        await reading.SeesAsync("ReadMarkerMoved");
        await reading.SeesSeqAsync(id + 3);

        reading.Events.TakeLast(4).Select(entry => entry.GetProperty("type").GetString())
            .Should().Equal("message.posted", "message.edited", "reaction.added", "message.deleted");
        reading.Events[^2].GetProperty("reaction").GetProperty("emoji").GetString().Should().Be("❤️");
        reading.CallsOf("Typing")[0].GetRawText().Should().Be($$"""{"room":"{{room}}","username":"{{luis.Username}}","typing":true}""");
        reading.CallsOf("ReadMarkerMoved")[0].GetRawText().Should().Be($$"""{"room":"{{room}}","username":"{{luis.Username}}","seq":{{id + 3}}}""");
        var there = reading.CallsOf("PresenceChanged")[0].GetProperty("users")[0];
        there.GetProperty("username").GetString().Should().Be(luis.Username);
        there.GetProperty("online").ValueKind.Should().Be(JsonValueKind.True);
    }
}
