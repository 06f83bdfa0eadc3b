using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.JavaScript;

/// <summary>That an app sees the same values, whatever the protocol.</summary>
public sealed class JavaScriptShapeTests(ChatServer server) : IClassFixture<ChatServer>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [NodeFact]
    public async Task BothProtocolsCarryTheSameKeysWordsAndTimes()
    {
        var user = await server.NewUserAsync(language: "pt-BR");
        var room = await user.NewRoomAsync();
        var first = new { text = "one", clientMessageId = "key", language = "en" };
        (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", first)).EnsureSuccessStatusCode();
        (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "two", replyTo = 3 })).EnsureSuccessStatusCode();

        var json = await ObserveAsync(user, room, WireProtocol.Json);
        var messagePack = await ObserveAsync(user, room, WireProtocol.MessagePack);

        messagePack.Should().Be(json);
        Regex.Matches(json, "\"(?<key>[^\"]+)\":", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups["key"].Value)
            .Should().Contain(["clientMessageId", "createdAt", "lastRead", "replyTo", "duplicate"])
            .And.AllSatisfy(key => key.Should().MatchRegex("^[a-z][A-Za-z]*$"));
        Regex.Matches(json, "\"(?:at|createdAt)\": (?<time>.*?),?\n", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups["time"].Value)
            .Should().HaveCountGreaterThan(6)
            .And.AllSatisfy(time => time.Should().MatchRegex(@"^""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z""$"));
    }

    /// <summary>The answers to joining, repeating a message and setting a language, and the room's events: nothing in them depends on when they are asked for.</summary>
    private async Task<string> ObserveAsync(TestUser user, string room, WireProtocol protocol)
    {
        await using var client = await JavaScriptClient.ConnectAsync(server.Url, user.Token, new JavaScriptWire(protocol, "WebSockets"));
        var sync = await client.InvokeAsync("JoinRoom", new { room, backlog = 10 });
        await client.SeesSeqAsync(4);
        var receipt = await client.InvokeAsync("SendMessage", new { room, text = "one", clientMessageId = "key" });
        var language = await client.InvokeAsync("SetLanguage", new { language = "zh-Hant" });
        return JsonSerializer.Serialize(new { sync, receipt, language, events = client.Events }, Indented);
    }
}
