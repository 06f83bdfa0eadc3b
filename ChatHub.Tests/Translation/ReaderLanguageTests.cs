using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>Which language somebody reads in: the connection's own, or the profile's, as far as the provider has it.</summary>
public sealed class ReaderLanguageTests : IAsyncLifetime
{
    private readonly ChatServer _server = new ScriptedTranslator { Languages = ["en", "es", "pt"] }.StartServer();
    private HubClient _writing = null!;
    private string _room = null!;

    public static TheoryData<WireProtocol> Protocols => [WireProtocol.Json, WireProtocol.MessagePack];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task AReaderOfARegionGetsTheLanguageThatThereIsUnderItsName(WireProtocol protocol)
    {
        var rui = await _server.NewUserAsync(language: "pt-BR");
        var before = await _writing.SaysAsync(_room, "before");
        (await rui.ReadTranslationAsync(_room, before)).Should().Be(new ShownTranslation("pt", "ready", "pt(before)", "Scripted"));

        await using var reading = await _server.ConnectAsync(rui, protocol);
        var sync = await reading.JoinAsync(_room);
        await reading.SeesSeqAsync(before);
        var id = await _writing.SaysAsync(_room, "hello");

        sync.Standing().Should().Be(new PatchPosition("pt", 1));
        reading.Replayed(before).Should().Be(new ShownTranslation("pt", "ready", "pt(before)", "Scripted"));
        (await reading.SeesPatchAsync(id)).Should().Be(new Patch("pt", 2, id, 1, "ready", "pt(hello)", "Scripted"));
        (await reading.InvokeAsync("SetLanguage", new { language = "pt-PT" })).GetProperty("rooms")[0].Standing().Should().Be(new PatchPosition("pt", 2));
    }

    [Theory]
    [InlineData("pt")]
    [InlineData("pt-BR")]
    [InlineData("pt-PT")]
    public async Task ACursorMayNameTheReadersLanguageOrThatOfTheTexts(string language)
    {
        var rui = await _server.NewUserAsync(language: "pt-BR");
        var (first, second) = (await _writing.SaysAsync(_room, "one"), await _writing.SaysAsync(_room, "two"));
        foreach (var id in new[] { first, second })
            (await rui.ReadTranslationAsync(_room, id))!.State.Should().Be("ready");
        await using var reading = await _server.ConnectAsync(rui);
        var epoch = (await rui.Http.GetJsonAsync($"/rooms/{_room}/events")).GetProperty("epoch").GetString();

        var sync = await reading.JoinAsync(_room, new { epoch, seq = second, translations = new { language, tseq = 1 } });

        sync.Standing().Should().Be(new PatchPosition("pt", 1));
        await reading.SeesPatchAsync(second);
        reading.Translations().Select(patch => patch.Tseq).Should().Equal(2);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task AReaderOfALanguageThatTheProviderLacksGetsTheOriginalsOnly(WireProtocol protocol)
    {
        var aino = await _server.NewUserAsync(language: "fi");
        await using var reading = await _server.ConnectAsync(aino, protocol);
        await using var spanish = await ReadingAsync("es");

        var sync = await reading.JoinAsync(_room);
        var id = await _writing.SaysAsync(_room, "hello");
        await spanish.SeesPatchAsync(id);
        await reading.SeesSeqAsync(id);

        sync.Standing().Should().BeNull();
        reading.Translations().Should().BeEmpty();
        (await aino.ReadTranslationAsync(_room, id)).Should().BeNull();
    }

    [Fact]
    public async Task TheConnectionsLanguageBeatsTheProfiles()
    {
        var user = await _server.NewUserAsync(language: "es");
        await using var own = await _server.ConnectAsync(user, language: "pt");
        await using var profile = await _server.ConnectAsync(user);
        (await own.JoinAsync(_room)).Standing()!.Language.Should().Be("pt");
        (await profile.JoinAsync(_room)).Standing()!.Language.Should().Be("es");

        var id = await _writing.SaysAsync(_room, "hello");

        (await own.SeesPatchAsync(id)).Text.Should().Be("pt(hello)");
        (await profile.SeesPatchAsync(id)).Text.Should().Be("es(hello)");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task SettingNoLanguageEndsTheTranslationsOfAllRooms(WireProtocol protocol)
    {
        await using var reading = await ReadingAsync("es", protocol);
        await using var other = await ReadingAsync("es");
        await reading.JoinAsync("general");

        var answer = await reading.InvokeAsync("SetLanguage", new { language = (string?)null });
        var id = await _writing.SaysAsync(_room, "hello");
        await other.SeesPatchAsync(id);
        await reading.SeesSeqAsync(id);

        answer.GetProperty("language").ValueKind.Should().Be(JsonValueKind.Null);
        answer.GetProperty("rooms").EnumerateArray().Select(room => (room.GetProperty("room").GetString(), room.Standing())).Should().BeEquivalentTo([(_room, (PatchPosition?)null), ("general", null)]);
        (await reading.JoinAsync(_room)).Standing().Should().BeNull();
        reading.Translations().Should().BeEmpty();
    }

    [Fact]
    public async Task AChangeOfTheProfileReachesConnectionsWithoutALanguageOfTheirOwnAtOnce()
    {
        var user = await _server.NewUserAsync(language: "es");
        await using var profile = await _server.ConnectAsync(user);
        await using var asked = await _server.ConnectAsync(user, language: "es");
        await using var set = await _server.ConnectAsync(user);
        await set.InvokeAsync("SetLanguage", new { language = "es" });
        foreach (var client in new[] { profile, asked, set })
            await client.JoinAsync(_room);

        (await user.Http.PatchAsJsonAsync("/me", new { language = "pt-BR" })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => (await profile.JoinAsync(_room)).Standing()?.Language == "pt", "the connection reads in the profile's new language");
        var id = await _writing.SaysAsync(_room, "hello");

        (await profile.SeesPatchAsync(id)).Language.Should().Be("pt");
        foreach (var client in new[] { asked, set })
            (await client.SeesPatchAsync(id)).Language.Should().Be("es");
        profile.Translations().Concat(asked.Translations()).Concat(set.Translations()).Should().HaveCount(3);
    }

    [Fact]
    public async Task AProfileWithoutALanguageEndsTheTranslationsOfConnectionsThatFollowIt()
    {
        var user = await _server.NewUserAsync(language: "es");
        await using var profile = await _server.ConnectAsync(user);
        await profile.JoinAsync(_room);
        (await user.Http.PatchAsJsonAsync("/me", new { language = (string?)null })).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(async () => (await profile.JoinAsync(_room)).Standing() is null, "the connection reads the originals");

        await using var other = await ReadingAsync("es");
        var id = await _writing.SaysAsync(_room, "hello");
        await other.SeesPatchAsync(id);
        await profile.SeesSeqAsync(id);
        profile.Translations().Should().BeEmpty();
    }

    public async Task InitializeAsync()
    {
        var writer = await _server.NewUserAsync(language: "en");
        _room = await writer.NewRoomAsync();
        _writing = await _server.ConnectAsync(writer);
    }

    public async Task DisposeAsync()
    {
        await _writing.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<HubClient> ReadingAsync(string language, WireProtocol protocol = WireProtocol.Json)
    {
        var client = await _server.ConnectAsync(await _server.NewUserAsync(language: language), protocol);
        await client.JoinAsync(_room);
        return client;
    }
}
