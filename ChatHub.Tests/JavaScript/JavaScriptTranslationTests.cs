using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.JavaScript;

/// <summary>That an app gets translations with nothing but the official client, and the same ones whatever the protocol.</summary>
public sealed class JavaScriptTranslationTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly ChatServer _server = new ScriptedTranslator { Languages = ["en", "es", "pt"] }.StartServer();

    [NodeFact]
    public async Task BothProtocolsCarryTheSameTranslations()
    {
        var (ana, luis) = (await _server.NewUserAsync(language: "en"), await _server.NewUserAsync(language: "es-MX"));
        var room = await ana.NewRoomAsync();
        (await luis.Http.PutAsync($"/rooms/{room}/members/{luis.Username}", content: null)).EnsureSuccessStatusCode();
        foreach (var (text, language) in new[] { ("hello", null), ("hola", "es"), ("👍", (string?)null) })
            (await ana.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text, language })).EnsureSuccessStatusCode();
        await luis.ReadHistoryAsync(room);
        (await ana.Http.PatchAsJsonAsync($"/rooms/{room}/messages/4", new { text = "hello again" })).EnsureSuccessStatusCode();
        await luis.ReadHistoryAsync(room);

        var json = await ObserveAsync(luis, room, WireProtocol.Json);
        var messagePack = await ObserveAsync(luis, room, WireProtocol.MessagePack);

        messagePack.Should().Be(json);
        foreach (var state in new[] { "ready", "superseded", "skipped", "same_language" })
            json.Should().Contain($"\"state\": \"{state}\"");
        json.Should().Contain("es(hello again)").And.NotContain("es(hello)").And.NotContain("es-MX");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>All that a reader is told who holds nothing yet: nothing in it depends on when they ask.</summary>
    private async Task<string> ObserveAsync(TestUser reader, string room, WireProtocol protocol)
    {
        var epoch = (await reader.Http.GetJsonAsync($"/rooms/{room}/events")).GetProperty("epoch").GetString();
        await using var client = await JavaScriptClient.ConnectAsync(_server.Url, reader.Token, new JavaScriptWire(protocol, "WebSockets"));
        var sync = await client.InvokeAsync("JoinRoom", new { room, after = new { epoch, seq = 0, translations = new { language = "es", tseq = 0 } } });
        await client.SeesSeqAsync(7);
        await client.SeesAsync("Translations");
        var language = await client.InvokeAsync("SetLanguage", new { language = "pt-BR" });
        var none = await client.InvokeAsync("SetLanguage", new { language = "fi" });
        return JsonSerializer.Serialize(new { sync, events = client.Events, patches = client.CallsOf("Translations"), language, none }, Indented);
    }
}
