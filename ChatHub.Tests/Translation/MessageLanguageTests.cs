using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>In which language a message is taken to be: the one given, else the one detected, else the sender's, else none.</summary>
public sealed class MessageLanguageTests
{
    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("OpenAi")]
    public async Task TheOneGivenCountsThenTheOneDetectedThenTheProfiles(string name)
    {
        await using var provider = await FakeProvider.StartAsync(FakeWires.Of(name));
        await using var server = Start(provider, name);
        // They say that they speak Spanish; the provider finds that they write English.
        var (ana, luis) = (await server.NewUserAsync(language: "es"), await server.NewUserAsync(language: "pt"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        var (given, detected) = (await writing.SaysAsync(room, "hallo", language: "nb"), await writing.SaysAsync(room, "hello"));
        (await LanguagesAsync(server, room)).Should().Equal([(given, "nb"), (detected, "es")], "nobody has looked at them yet");

        (await luis.ReadHistoryAsync(room)).Select(message => message.Translation()).Should().OnlyContain(shown => shown!.State == "ready" && shown.Language == "pt");

        (await LanguagesAsync(server, room)).Should().Equal((given, "nb"), (detected, "en"));
        (await ana.Http.GetJsonAsync($"/rooms/{room}/events")).GetProperty("events").EnumerateArray().Last().GetProperty("message").GetProperty("language").GetString().Should().Be("en");
    }

    [Fact]
    public async Task ReadersOfTheDetectedLanguageGetSameLanguageAndOthersATranslationFromIt()
    {
        var translator = Detecting();
        await using var server = translator.StartServer();
        var ana = await server.NewUserAsync(language: "en");
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var spanish = await ReadingAsync(server, room, "es");
        await using var english = await ReadingAsync(server, room, "en");
        await using var german = await ReadingAsync(server, room, "de");

        var id = await writing.SaysAsync(room, "hola");

        (await spanish.SeesPatchAsync(id, "same_language")).Text.Should().BeNull();
        (await english.SeesPatchAsync(id)).Text.Should().Be("en(hola)");
        (await german.SeesPatchAsync(id)).Text.Should().Be("de(hola)");
        translator.Calls.Should().ContainSingle(call => call.Source == null, "its language is found out once").And.OnlyContain(call => call.Source == null || call.Source == "es");
        (await ana.ReadTranslationAsync(room, id, "es"))!.State.Should().Be("same_language");
    }

    [Fact]
    public async Task MessagesOfDifferentLanguagesAreAskedAboutOneByOne()
    {
        var translator = new ScriptedTranslator { Detect = text => text[..2] };
        await using var server = translator.StartServer();
        var (ana, luis) = (await server.NewUserAsync(), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        foreach (var text in new[] { "fr bonjour", "de guten Tag", "en hello", "es hola" })
            await writing.SaysAsync(room, text);

        var states = (await luis.ReadHistoryAsync(room)).Select(message => message.Translation()!.State);

        states.Should().Equal("ready", "ready", "ready", "same_language");
        (await LanguagesAsync(server, room)).Select(message => message.Language).Should().Equal("fr", "de", "en", "es");
        translator.Calls.Should().OnlyContain(call => call.Texts.Count == 1);
    }

    [Theory]
    [InlineData("es", "same_language")]
    [InlineData("de", "ready")]
    public async Task WhatWasDetectedOnceIsKnownTheNextTime(string reader, string state)
    {
        var translator = new ScriptedTranslator { Detect = _ => "es" };
        await using var server = translator.StartServer();
        var ana = await server.NewUserAsync();
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await ReadingAsync(server, room, reader);
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "vale"), state);

        await reading.SeesPatchAsync(await writing.SaysAsync(room, "vale"), state);

        translator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task WhatNobodyIsSureOfIsStillPaidForOnce()
    {
        var translator = new ScriptedTranslator { Detect = _ => null };
        await using var server = translator.StartServer();
        var ana = await server.NewUserAsync();
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await ReadingAsync(server, room, "de");
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "ok"));

        await reading.SeesPatchAsync(await writing.SaysAsync(room, "ok"));

        translator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task WithoutAnyLanguageEveryWantedOneIsTranslated()
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
        var ana = await server.NewUserAsync();
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var spanish = await ReadingAsync(server, room, "es");
        await using var german = await ReadingAsync(server, room, "de");

        var id = await writing.SaysAsync(room, "hello");

        (await spanish.SeesPatchAsync(id)).Text.Should().Be("[es] hello");
        (await german.SeesPatchAsync(id)).Text.Should().Be("[de] hello");
    }

    [Fact]
    public async Task AnEditIsDetectedAnew()
    {
        await using var server = Detecting().StartServer();
        var ana = await server.NewUserAsync(language: "en");
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await ReadingAsync(server, room, "es");
        var id = await writing.SaysAsync(room, "hola");
        await reading.SeesPatchAsync(id, "same_language");

        await writing.InvokeAsync("EditMessage", new { room, id, text = "hello" });

        (await reading.SeesPatchAsync(id, revision: 2)).Text.Should().Be("es(hello)");
        (await LanguagesAsync(server, room)).Should().Equal((id, "en"));
    }

    [Fact]
    public async Task AGivenLanguageSurvivesAnEdit()
    {
        var translator = Detecting();
        await using var server = translator.StartServer();
        var ana = await server.NewUserAsync(language: "en");
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await ReadingAsync(server, room, "es");
        var id = await writing.SaysAsync(room, "hola", language: "fr");
        await reading.SeesPatchAsync(id);

        await writing.InvokeAsync("EditMessage", new { room, id, text = "hola, hola" });
        await reading.SeesPatchAsync(id, revision: 2);

        (await LanguagesAsync(server, room)).Should().Equal((id, "fr"));
        translator.Calls.Should().OnlyContain(call => call.Source == "fr");
    }

    [Fact]
    public async Task WhatTheProviderCannotTellIsTakenToBeInTheSendersLanguage()
    {
        await using var server = new ScriptedTranslator { Detect = _ => null }.StartServer();
        var ana = await server.NewUserAsync(language: "en");
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var spanish = await ReadingAsync(server, room, "es");
        await using var english = await ReadingAsync(server, room, "en");

        var id = await writing.SaysAsync(room, "hm");

        (await spanish.SeesPatchAsync(id)).Text.Should().Be("es(hm)");
        await english.SeesPatchAsync(id, "same_language");
        (await LanguagesAsync(server, room)).Should().Equal((id, "en"));
    }

    [Fact]
    public async Task WhileTheProviderIsAwayNobodyIsToldThatTheyReadTheSendersLanguage()
    {
        var translator = Detecting();
        translator.FailOn(_ => TranslationFault.Unavailable);
        await using var server = translator.StartServer();
        var ana = await server.NewUserAsync(language: "en");
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var english = await ReadingAsync(server, room, "en");
        await using var german = await ReadingAsync(server, room, "de");

        var id = await writing.SaysAsync(room, "hola");
        await german.SeesPatchAsync(id, "failed");
        await english.SeesPatchAsync(id, "failed");
        translator.FailOn(_ => null);

        (await english.SeesPatchAsync(id)).Text.Should().Be("en(hola)");
        (await german.SeesPatchAsync(id)).Text.Should().Be("de(hola)");
    }

    [Fact]
    public async Task WhereNobodyKnowsTheLanguageItFailsForEveryone()
    {
        await using var provider = await FakeProvider.StartAsync(FakeWires.Apertium);
        await using var server = Start(provider, "Apertium");
        var ana = await server.NewUserAsync();
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await ReadingAsync(server, room, "es");

        var (unknown, given) = (await writing.SaysAsync(room, "hello"), await writing.SaysAsync(room, "hello", language: "en"));

        await reading.SeesPatchAsync(unknown, "failed");
        (await reading.SeesPatchAsync(given)).Text.Should().NotBeNullOrEmpty();
        (await LanguagesAsync(server, room)).Should().Equal((unknown, null), (given, "en"));
        (await (await server.NewUserAsync(language: "es")).ReadTranslationAsync(room, unknown)).Should().Be(new ShownTranslation("es", "failed"));
    }

    /// <summary>Takes for Spanish what begins as a greeting in it.</summary>
    private static ScriptedTranslator Detecting() => new() { Detect = text => text.StartsWith("hola", StringComparison.Ordinal) ? "es" : "en" };

    private static ChatServer Start(FakeProvider provider, string name)
        => ChatServer.Start(new() { ["Translation:Provider"] = name, ["Translation:Endpoint"] = provider.Url.ToString(), ["Translation:ApiKey"] = "key" });

    private static async Task<HubClient> ReadingAsync(ChatServer server, string room, string language)
    {
        var client = await server.ConnectAsync(await server.NewUserAsync(language: language));
        await client.JoinAsync(room);
        return client;
    }

    /// <summary>Of each message of the room, as somebody sees them who asks for no translation.</summary>
    private static async Task<IReadOnlyList<(long Id, string? Language)>> LanguagesAsync(ChatServer server, string room)
        => [.. (await (await server.NewUserAsync()).ReadHistoryAsync(room)).Select(message => (message.GetProperty("id").GetInt64(), message.GetProperty("language").GetString()))];
}
