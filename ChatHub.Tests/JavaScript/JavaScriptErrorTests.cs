using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.JavaScript;

/// <summary>That an app can tell the code of a refusal from SignalR's message, with the contract's pattern.</summary>
public sealed class JavaScriptErrorTests(ChatServer server) : IClassFixture<ChatServer>
{
    public static TheoryData<WireProtocol, string> Wires => JavaScriptWires.All;

    [NodeTheory]
    [MemberData(nameof(Wires))]
    public async Task RefusalsCarryTheirCodeAndLeaveTheConnectionUsable(WireProtocol protocol, string transport)
    {
        var owner = await server.NewUserAsync();
        var elsewhere = await owner.NewRoomAsync();
        var hidden = await owner.NewRoomAsync(visibility: "private");
        var user = await server.NewUserAsync();
        await using var client = await JavaScriptClient.ConnectAsync(server.Url, user.Token, new JavaScriptWire(protocol, transport));
        await client.InvokeAsync("JoinRoom", new { room = "general" });
        (string Method, object? Argument, string? Code)[] cases =
        [
            ("JoinRoom", null, "invalid_request"),
            ("JoinRoom", new { room = "no-such-room" }, "room_not_found"),
            ("JoinRoom", new { room = "No Such Room" }, "room_not_found"),
            ("JoinRoom", new { room = hidden }, "room_not_found"),
            ("JoinRoom", new { room = "general", backlog = 201 }, "invalid_request"),
            ("JoinRoom", new { room = "general", after = new { epoch = "", seq = 1 } }, "invalid_request"),
            ("SendMessage", new { room = elsewhere, text = "hello" }, "forbidden"),
            ("SendMessage", new { room = "general", text = "   " }, "invalid_request"),
            ("SendMessage", new { room = "general", text = "a\0b" }, "invalid_request"),
            ("SendMessage", new { room = "general", text = new string('x', 4001) }, "message_too_long"),
            ("SendMessage", new { room = "general", text = "hello", replyTo = 1_000_000 }, "message_not_found"),
            ("SendMessage", new { room = "general", text = 5 }, null),
            ("SetLanguage", new { language = "not a tag" }, "invalid_request"),
            ("NoSuchMethod", new { }, null),
        ];

        var answers = await client.CallAllAsync([.. cases.Select(entry => (entry.Method, entry.Argument))]);
        var receipt = await client.InvokeAsync("SendMessage", new { room = "general", text = "still here" });

        answers.Select((answer, index) => (cases[index].Method, cases[index].Argument, Code: CodeOf(answer))).Should().Equal(cases);
        receipt.GetProperty("duplicate").GetBoolean().Should().BeFalse();
    }

    [NodeFact]
    public async Task AKeyUsedForAnotherTextIsAConflict()
    {
        var user = await server.NewUserAsync();
        await using var client = await JavaScriptClient.ConnectAsync(server.Url, user.Token, new JavaScriptWire(WireProtocol.MessagePack, "WebSockets"));
        await client.InvokeAsync("JoinRoom", new { room = "general" });

        var first = await client.InvokeAsync("SendMessage", new { room = "general", text = "one", clientMessageId = "key" });
        var repeat = await client.InvokeAsync("SendMessage", new { room = "general", text = "one", clientMessageId = "key" });
        var other = await client.CallAsync("SendMessage", new { room = "general", text = "two", clientMessageId = "key" });

        repeat.GetProperty("id").GetInt64().Should().Be(first.GetProperty("id").GetInt64());
        repeat.GetProperty("duplicate").GetBoolean().Should().BeTrue();
        CodeOf(other).Should().Be("conflict");
    }

    private static string? CodeOf(JsonElement answer) => answer.TryGetProperty("code", out var code) ? code.GetString() : "no error";
}
