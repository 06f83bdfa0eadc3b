using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>What a reader finds translated when they join, and what comes later.</summary>
public sealed class JoiningTranslationTests
{
    public static TheoryData<WireProtocol> Protocols => [WireProtocol.Json, WireProtocol.MessagePack];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task ReplayedMessagesSayHowTheirTranslationsStandAndWhatIsMissingComesAsPatches(WireProtocol protocol)
    {
        var translator = new ScriptedTranslator();
        translator.FailOn(batch => batch.Texts.Any(text => text.Contains("fail", StringComparison.Ordinal)) ? TranslationFault.UnsupportedPair : null);
        await using var server = translator.StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using (var before = await server.ConnectAsync(luis))
        {
            await before.JoinAsync(room);
            foreach (var text in new[] { "hello", "https://example.org 👍", "fail" })
                await writing.SaysAsync(room, text);
            await writing.SaysAsync(room, "hola", language: "es");
            await Eventually.TrueAsync(() => before.Translations().Count == 4, "all was settled");
        }

        translator.Hold();
        var missing = await writing.SaysAsync(room, "later");
        await using var reading = await server.ConnectAsync(luis, protocol);
        await reading.JoinAsync(room);
        await reading.SeesSeqAsync(missing);

        // Seq 3 is Luis's joining.
        reading.Replayed(4).Should().Be(new ShownTranslation("es", "ready", "es(hello)", "Scripted"));
        reading.Replayed(5).Should().Be(new ShownTranslation("es", "skipped"));
        reading.Replayed(6).Should().Be(new ShownTranslation("es", "failed"));
        reading.Replayed(7).Should().Be(new ShownTranslation("es", "same_language"));
        reading.Replayed(missing).Should().Be(new ShownTranslation("es", "pending"));
        reading.Translations().Should().BeEmpty("the provider says nothing yet");
        translator.Release();
        (await reading.SeesPatchAsync(missing)).Should().Be(new Patch("es", 5, missing, 1, "ready", "es(later)", "Scripted"));
        reading.Translations().Should().HaveCount(1, "what stands in the replayed messages does not come again");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task LiveEventsNeverCarryATranslation(WireProtocol protocol)
    {
        await using var server = new ScriptedTranslator().StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana, protocol);
        await using var reading = await server.ConnectAsync(luis, protocol);
        await reading.JoinAsync(room);
        // Once this has come the following is live.
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "first"));

        var id = await writing.SaysAsync(room, "hello");
        await reading.SeesPatchAsync(id);
        await writing.InvokeAsync("EditMessage", new { room, id, text = "hello again" });
        await reading.SeesPatchAsync(id, revision: 2);

        var live = reading.Events.Where(entry => entry.TryGetProperty("message", out var message) && message.GetProperty("id").GetInt64() == id).ToList();
        live.Should().HaveCount(2).And.OnlyContain(entry => entry.GetProperty("message").Translation() == null);
    }

    [Fact]
    public async Task AnEditedMessageIsReplayedWithTheTranslationOfItsPresentTextOnEachOfItsEvents()
    {
        await using var server = new ScriptedTranslator().StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        var id = await writing.SaysAsync(room, "one");
        var edit = (await writing.InvokeAsync("EditMessage", new { room, id, text = "two" })).GetProperty("seq").GetInt64();
        (await luis.ReadTranslationAsync(room, id))!.Text.Should().Be("es(two)");

        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        await reading.SeesSeqAsync(edit);

        new[] { reading.Replayed(id), reading.Replayed(edit) }.Should().AllBeEquivalentTo(new ShownTranslation("es", "ready", "es(two)", "Scripted"));
    }

    [Fact]
    public async Task ATombstoneIsReplayedWithoutATranslation()
    {
        await using var server = new ScriptedTranslator().StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        var id = await writing.SaysAsync(room, "secret");
        (await luis.ReadTranslationAsync(room, id))!.Text.Should().Be("es(secret)");
        var deletion = (await writing.InvokeAsync("DeleteMessage", new { room, id })).GetProperty("seq").GetInt64();

        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        await reading.SeesSeqAsync(deletion);

        reading.Replayed(id).Should().BeNull();
        reading.Replayed(deletion).Should().BeNull();
    }
}
