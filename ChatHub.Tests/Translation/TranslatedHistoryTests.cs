using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>What is read over HTTP is read in the reader's language, and what is missing is made for the reader.</summary>
public sealed class TranslatedHistoryTests : IAsyncLifetime
{
    private readonly ScriptedTranslator _translator = new();
    private readonly ChatServer _server;
    private TestUser _writer = null!;
    private TestUser _reader = null!;
    private HubClient _writing = null!;
    private string _room = null!;

    public TranslatedHistoryTests() => _server = _translator.StartServer();

    [Fact]
    public async Task WhatIsMissingIsFilledInAndKept()
    {
        var ids = new List<long>();
        for (var number = 0; number < 30; number++)
            ids.Add(await _writing.SaysAsync(_room, $"text {number}"));
        _translator.Calls.Should().BeEmpty("nobody reads yet");

        var first = await _reader.ReadHistoryAsync(_room, "fr");
        var sent = _translator.Texts.Count();
        var second = await _reader.ReadHistoryAsync(_room, "fr");

        first.Select(message => message.Translation()).Should().Equal(Enumerable.Range(0, 30).Select(number => new ShownTranslation("fr", "ready", $"fr(text {number})", "Scripted")));
        second.Select(message => message.Translation()).Should().Equal(first.Select(message => message.Translation()));
        sent.Should().Be(30, "each text is sent once");
        _translator.Texts.Should().HaveCount(30, "what is kept is not sent again");
        _translator.Calls.Count.Should().BeLessThan(30, "they go in batches");
    }

    [Fact]
    public async Task WithoutAskingItIsTheProfilesLanguage()
    {
        var id = await _writing.SaysAsync(_room, "hello");

        (await _reader.ReadTranslationAsync(_room, id)).Should().Be(new ShownTranslation("es", "ready", "es(hello)", "Scripted"));
        (await _reader.ReadTranslationAsync(_room, id, "de")).Should().Be(new ShownTranslation("de", "ready", "de(hello)", "Scripted"));
        (await _writer.ReadTranslationAsync(_room, id)).Should().Be(new ShownTranslation("en", "same_language"));
    }

    [Fact]
    public async Task WithoutALanguageThereIsNoTranslationAnywhere()
    {
        var nobody = await _server.NewUserAsync();
        var id = await _writing.SaysAsync(_room, "needle");

        (await nobody.ReadTranslationAsync(_room, id)).Should().BeNull();
        (await nobody.Http.GetJsonAsync($"/rooms/{_room}/messages/{id}")).Translation().Should().BeNull();
        (await nobody.Http.GetJsonAsync($"/rooms/{_room}/events")).GetRawText().Should().NotContain("\"translation\":{");
        (await nobody.Http.GetJsonAsync($"/search?q=needle&room={_room}")).GetProperty("items")[0].GetProperty("message").Translation().Should().BeNull();
        _translator.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task WhatTheProviderIsTooSlowForIsPendingAndReadyTheNextTime()
    {
        var id = await _writing.SaysAsync(_room, "hello");
        _translator.Hold();

        var waiting = await _reader.ReadTranslationAsync(_room, id);
        _translator.Release();

        waiting.Should().Be(new ShownTranslation("es", "pending"));
        await Eventually.TrueAsync(async () => (await _reader.ReadTranslationAsync(_room, id))!.State == "ready", "the translation is there");
        _translator.Texts.Should().HaveCount(1, "it was asked for once");
    }

    [Fact]
    public async Task OneMessageTheEventsAndWhatIsFoundCarryTheirTranslationsToo()
    {
        var (id, other) = (await _writing.SaysAsync(_room, "needle"), await _writing.SaysAsync(_room, "needles everywhere"));
        var expected = new ShownTranslation("es", "ready", "es(needle)", "Scripted");

        var message = await _reader.Http.GetJsonAsync($"/rooms/{_room}/messages/{id}");
        var found = await _reader.Http.GetJsonAsync($"/search?q=needle&room={_room}");
        // The events do not wait for what is missing.
        (await EventsAsync()).Single(entry => IsOf(entry, other)).GetProperty("message").Translation()!.State.Should().BeOneOf("pending", "ready");
        await Eventually.TrueAsync(async () => (await EventsAsync()).Single(entry => IsOf(entry, other)).GetProperty("message").Translation()!.State == "ready", "it is made");
        var events = await EventsAsync();

        message.Translation().Should().Be(expected);
        found.GetProperty("items").EnumerateArray().Select(hit => hit.GetProperty("message")).Single(hit => hit.GetProperty("id").GetInt64() == id).Translation().Should().Be(expected);
        events.Single(entry => IsOf(entry, id)).GetProperty("message").Translation().Should().Be(expected);
    }

    [Fact]
    public async Task SearchFillsInWhatIsMissingInEveryRoom()
    {
        var second = await _writer.NewRoomAsync();
        await _writing.SaysAsync(_room, "haystack one");
        await _writing.SaysAsync(second, "haystack two");
        await using var membership = await _server.ConnectAsync(_reader);
        await membership.JoinAsync(second);
        await membership.InvokeAsync("Unfollow", new { room = second });

        var found = await _reader.Http.GetJsonAsync("/search?q=haystack");

        found.GetProperty("items").EnumerateArray().Select(hit => hit.GetProperty("message").Translation()!.Text).Should().BeEquivalentTo("es(haystack one)", "es(haystack two)");
    }

    [Fact]
    public async Task WhatHistoryMadeComesAsAPatchToThoseWhoFollow()
    {
        var before = await _writing.SaysAsync(_room, "before");
        await using var reading = await _server.ConnectAsync(_reader);
        var sync = await reading.JoinAsync(_room, backlog: 0);
        sync.Standing().Should().Be(new PatchPosition("es", 0));

        (await (await _server.NewUserAsync(language: "es")).ReadTranslationAsync(_room, before))!.State.Should().Be("ready");

        (await reading.SeesPatchAsync(before)).Should().Be(new Patch("es", 1, before, 1, "ready", "es(before)", "Scripted"));
    }

    [Fact]
    public async Task WithTheProviderNoneThereIsNothingAtAll()
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "None" });
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var reading = await server.ConnectAsync(luis);
        await using var writing = await server.ConnectAsync(ana);
        var sync = await reading.JoinAsync(room);
        var id = await writing.SaysAsync(room, "needle");
        await reading.SeesSeqAsync(id);

        sync.Standing().Should().BeNull();
        (await luis.ReadTranslationAsync(room, id, "fr")).Should().BeNull();
        (await luis.Http.GetJsonAsync($"/rooms/{room}/messages/{id}")).Translation().Should().BeNull();
        (await luis.Http.GetJsonAsync("/search?q=needle")).GetRawText().Should().NotContain("\"translation\"");
        (await reading.InvokeAsync("SetLanguage", new { language = "fr" })).GetProperty("rooms")[0].Standing().Should().BeNull();
        reading.Translations().Should().BeEmpty();
    }

    public async Task InitializeAsync()
    {
        (_writer, _reader) = (await _server.NewUserAsync(language: "en"), await _server.NewUserAsync(language: "es"));
        _room = await _writer.NewRoomAsync();
        _writing = await _server.ConnectAsync(_writer);
    }

    public async Task DisposeAsync()
    {
        await _writing.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<List<JsonElement>> EventsAsync() => [.. (await _reader.Http.GetJsonAsync($"/rooms/{_room}/events")).GetProperty("events").EnumerateArray()];

    private static bool IsOf(JsonElement entry, long id) => entry.GetProperty("seq").GetInt64() == id;
}
