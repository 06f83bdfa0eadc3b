using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>Each wanted language once, to those who read it, after the original.</summary>
public sealed class PseudoTranslationTests : IAsyncLifetime
{
    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });

    public static TheoryData<WireProtocol> Protocols => [WireProtocol.Json, WireProtocol.MessagePack];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task ReadersOfAnotherLanguageGetThePatchAfterTheEventAndOthersDoNot(WireProtocol protocol)
    {
        await using var english = await JoinedAsync("en", protocol);
        await using var spanish = await JoinedAsync("es", protocol);
        await using var portuguese = await JoinedAsync(profile: null, protocol, connection: "pt-br");
        await using var silent = await JoinedAsync(profile: null, protocol);

        var id = (await english.SendAsync("general", "hello")).GetProperty("id").GetInt64();

        await HasPatchAsync(spanish, id);
        await HasPatchAsync(portuguese, id);
        await HasPatchAsync(english, id);
        ShouldBe(Patch(spanish, id), "es", "ready", "[es] hello", "Pseudo");
        ShouldBe(Patch(portuguese, id), "pt-BR", "ready", "[pt-BR] hello", "Pseudo");
        ShouldBe(Patch(english, id), "en", "same_language", text: null, provider: null);
        EventCameBeforePatch(spanish, id).Should().BeTrue();
        await silent.SeesSeqAsync(id);
        (await silent.JoinAsync("general")).GetProperty("translations").ValueKind.Should().Be(JsonValueKind.Null);
        silent.CallsOf("Translations").Should().BeEmpty();
    }

    [Fact]
    public async Task TseqIsGaplessPerLanguageFromWhatJoiningAnswered()
    {
        await using var sender = await JoinedAsync("en");
        await using var first = await JoinedAsync("fr");
        var before = (await sender.SendAsync("general", "one")).GetProperty("id").GetInt64();
        await HasPatchAsync(first, before);
        var user = await _server.NewUserAsync(language: "fr");
        await using var late = await _server.ConnectAsync(user);
        var sync = await late.JoinAsync("general");

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => sender.SendAsync("general", $"{number}")));

        foreach (var id in ids)
            await HasPatchAsync(late, id.GetProperty("id").GetInt64());
        var last = sync.GetProperty("translations").GetProperty("tseq").GetInt64();
        last.Should().Be(1);
        Tseqs(late).Should().Equal(Enumerable.Range(2, 20).Select(tseq => (long)tseq));
        Tseqs(first).Should().Equal(Enumerable.Range(1, 21).Select(tseq => (long)tseq));
        (await first.JoinAsync("general")).GetProperty("translations").GetProperty("tseq").GetInt64().Should().Be(21, "joining again answers where it stands");
    }

    [Fact]
    public async Task ChangingTheLanguageTakesEffectAtOnce()
    {
        await using var sender = await JoinedAsync("en");
        await using var reader = await JoinedAsync("es");

        var german = await reader.InvokeAsync("SetLanguage", new { language = "de" });
        var first = (await sender.SendAsync("general", "hello")).GetProperty("id").GetInt64();
        await HasPatchAsync(reader, first);
        var none = await reader.InvokeAsync("SetLanguage", new { });
        var second = (await sender.SendAsync("general", "again")).GetProperty("id").GetInt64();
        await reader.SeesSeqAsync(second);
        await HasPatchAsync(sender, second);

        german.GetProperty("language").GetString().Should().Be("de");
        german.GetProperty("rooms")[0].GetProperty("translations").GetProperty("language").GetString().Should().Be("de");
        none.GetProperty("language").ValueKind.Should().Be(JsonValueKind.Null);
        reader.CallsOf("Translations").Should().OnlyContain(batch => batch.GetProperty("language").GetString() == "de").And.HaveCount(1);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private async Task<HubClient> JoinedAsync(string? profile, WireProtocol protocol = WireProtocol.Json, string? connection = null)
    {
        var client = await _server.ConnectAsync(await _server.NewUserAsync(language: profile), protocol, connection);
        await client.JoinAsync("general", backlog: 0);
        return client;
    }

    private static Task HasPatchAsync(HubClient client, long id)
        => Eventually.TrueAsync(() => Patches(client).Any(patch => patch.Item.GetProperty("id").GetInt64() == id), $"the patch of {id} came");

    private static IEnumerable<(string Language, JsonElement Item)> Patches(HubClient client) => client.CallsOf("Translations")
        .SelectMany(batch => batch.GetProperty("items").EnumerateArray().Select(item => (batch.GetProperty("language").GetString()!, item)));

    private static (string Language, JsonElement Item) Patch(HubClient client, long id)
        => Patches(client).Single(patch => patch.Item.GetProperty("id").GetInt64() == id);

    private static List<long> Tseqs(HubClient client) => Patches(client).Select(patch => patch.Item.GetProperty("tseq").GetInt64()).ToList();

    private static bool EventCameBeforePatch(HubClient client, long id) => client.Calls
        .First(call => call.Argument.GetRawText().Contains($"\"id\":{id}", StringComparison.Ordinal)).Method == "RoomEvents";

    private static void ShouldBe((string Language, JsonElement Item) patch, string language, string state, string? text, string? provider)
    {
        patch.Language.Should().Be(language);
        patch.Item.GetProperty("state").GetString().Should().Be(state);
        patch.Item.GetProperty("revision").GetInt32().Should().Be(1);
        (patch.Item.TryGetProperty("text", out var found) ? found.GetString() : null).Should().Be(text);
        (patch.Item.TryGetProperty("provider", out var by) ? by.GetString() : null).Should().Be(provider);
    }
}
