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
        (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = $"two @{user.Username}", replyTo = 3 })).EnsureSuccessStatusCode();
        var other = await server.NewUserAsync();
        (await user.Http.PutAsJsonAsync($"/rooms/{room}/mutes/{other.Username}", new { until = "2099-12-31T23:59:59.5+01:00", reason = "noise" })).EnsureSuccessStatusCode();
        (await user.Http.PatchAsJsonAsync($"/rooms/{room}", new { retentionDays = 7, slowModeSeconds = 1, translation = "local" })).EnsureSuccessStatusCode();
        (await user.Http.PatchAsJsonAsync($"/rooms/{room}", new { retentionDays = (int?)null })).EnsureSuccessStatusCode();
        (await user.Http.PutAsync($"/rooms/{room}/messages/3/reactions/{Uri.EscapeDataString("👩‍🚀")}", content: null)).EnsureSuccessStatusCode();
        (await user.Http.PatchAsJsonAsync($"/rooms/{room}/messages/3", new { text = "one, edited" })).EnsureSuccessStatusCode();
        (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "gone" })).EnsureSuccessStatusCode();
        (await user.Http.DeleteAsync($"/rooms/{room}/messages/10")).EnsureSuccessStatusCode();
        (await user.Http.PutAsJsonAsync($"/rooms/{room}/read", new { seq = 11 })).EnsureSuccessStatusCode();

        var json = await ObserveAsync(user, room, WireProtocol.Json);
        var messagePack = await ObserveAsync(user, room, WireProtocol.MessagePack);

        messagePack.Should().Be(json);
        Regex.Matches(json, "\"(?<key>[^\"]+)\":", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups["key"].Value)
            .Should().Contain(["clientMessageId", "createdAt", "lastRead", "replyTo", "duplicate", "editedAt", "deleted", "mentions", "reactions", "until", "reason", "retentionDays"])
            .And.AllSatisfy(key => key.Should().MatchRegex("^[a-z][A-Za-z]*$"));
        Regex.Matches(json, "\"(?:at|createdAt|editedAt|until)\": (?<time>.*?),?\n", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups["time"].Value)
            .Should().HaveCountGreaterThan(6)
            .And.AllSatisfy(time => time.Should().MatchRegex(@"^""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z""$"));
    }

    /// <summary>The answers to joining, to what is so already, and to setting a language, and the room's events: nothing in them depends on when they are asked for.</summary>
    private async Task<string> ObserveAsync(TestUser user, string room, WireProtocol protocol)
    {
        await using var client = await JavaScriptClient.ConnectAsync(server.Url, user.Token, new JavaScriptWire(protocol, "WebSockets"));
        var sync = await client.InvokeAsync("JoinRoom", new { room, backlog = 20 });
        await client.SeesSeqAsync(11);
        var receipt = await client.InvokeAsync("SendMessage", new { room, text = "one", clientMessageId = "key" });
        var edit = await client.InvokeAsync("EditMessage", new { room, id = 3, text = "one, edited" });
        var deletion = await client.InvokeAsync("DeleteMessage", new { room, id = 10 });
        var reaction = await client.InvokeAsync("AddReaction", new { room, id = 3, emoji = "👩‍🚀" });
        var marker = await client.InvokeAsync("MarkRead", new { room, seq = 11 });
        var language = await client.InvokeAsync("SetLanguage", new { language = "zh-Hant" });
        return JsonSerializer.Serialize(new { sync, receipt, edit, deletion, reaction, marker, language, events = client.Events }, Indented);
    }
}
