using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>A reader who comes back gets the patches that they missed, each once, after the events; where that cannot be, the answer says where they start.</summary>
public sealed class PatchCursorTests : IAsyncLifetime
{
    private readonly ChatServer _server = new ScriptedTranslator().StartServer();
    private TestUser _reader = null!;
    private HubClient _writing = null!;
    private HubClient _other = null!;
    private string _room = null!;

    public static TheoryData<WireProtocol> Protocols => [WireProtocol.Json, WireProtocol.MessagePack];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task ACursorBringsExactlyThePatchesMissedAfterTheEvents(WireProtocol protocol)
    {
        var (epoch, seq) = await HoldAsync();
        var missed = new List<long>();
        // More than go into one chunk.
        for (var number = 0; number < 150; number++)
            missed.Add(await _writing.SaysAsync(_room, $"missed {number}"));
        await _other.SeesPatchAsync(missed[^1]);

        await using var reading = await _server.ConnectAsync(_reader, protocol);
        var sync = await reading.JoinAsync(_room, new { epoch, seq, translations = new { language = "es", tseq = 1 } });

        sync.Standing().Should().Be(new PatchPosition("es", 1));
        sync.GetProperty("from").GetInt64().Should().Be(seq + 1);
        await Eventually.TrueAsync(() => reading.Translations().Count >= missed.Count, "all patches came");
        var live = await _writing.SaysAsync(_room, "live");
        await reading.SeesPatchAsync(live);
        reading.Translations().Select(patch => patch.Tseq).Should().Equal(Enumerable.Range(2, 151).Select(tseq => (long)tseq));
        reading.Translations().Select(patch => patch.Id).Should().BeEquivalentTo(missed.Append(live));
        FirstOf(reading, "Translations").Should().BeGreaterThan(LastEvent(reading, missed[^1]), "the patches come after the events that were missed");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task WhoMissedPatchesOnlyGetsEveryLaterEventOnce(WireProtocol protocol)
    {
        var (epoch, seq) = await HoldAsync();
        var missed = await SayAndSettleAsync("missed");
        seq.Should().BeLessThan(missed);

        await using var reading = await _server.ConnectAsync(_reader, protocol);
        await reading.JoinAsync(_room, new { epoch, seq = missed, translations = new { language = "es", tseq = 1 } });
        await reading.SeesPatchAsync(missed);
        foreach (var text in new[] { "one", "two" })
            await reading.SeesPatchAsync(await _writing.SaysAsync(_room, text));

        reading.Seqs().Should().Equal(missed + 1, missed + 2);
        reading.Translations().Select(patch => patch.Tseq).Should().Equal(2, 3, 4);
    }

    [Fact]
    public async Task WithoutATranslationCursorItStartsWithTheNextPatch()
    {
        var (epoch, seq) = await HoldAsync();
        var missed = await SayAndSettleAsync("missed");

        await using var reading = await _server.ConnectAsync(_reader);
        var sync = await reading.JoinAsync(_room, new { epoch, seq });

        sync.Standing().Should().Be(new PatchPosition("es", 2));
        await reading.SeesPatchAsync(await _writing.SaysAsync(_room, "live"));
        reading.Translations().Select(patch => patch.Tseq).Should().Equal(3);
        reading.Replayed(missed)!.Text.Should().Be("es(missed)", "what was translated before stands in the replayed message");
    }

    [Theory]
    [InlineData("fr", 1)]
    [InlineData("es-419", 1)]
    [InlineData("es", 3)]
    [InlineData("es", 9_000_000_000)]
    public async Task ACursorOfAnotherLanguageOrAheadOfTheHeadIsNotHonoured(string language, long tseq)
    {
        var (epoch, seq) = await HoldAsync();
        await SayAndSettleAsync("missed");

        await using var reading = await _server.ConnectAsync(_reader);
        var sync = await reading.JoinAsync(_room, new { epoch, seq, translations = new { language, tseq } });

        sync.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null, "the events go on all the same");
        sync.GetProperty("from").GetInt64().Should().Be(seq + 1);
        sync.Standing().Should().Be(new PatchPosition("es", 2));
        await reading.SeesPatchAsync(await _writing.SaysAsync(_room, "live"));
        reading.Translations().Select(patch => patch.Tseq).Should().Equal(3);
    }

    [Fact]
    public async Task TogetherWithAResetACursorIsNotHonoured()
    {
        var (epoch, seq) = await HoldAsync();
        var missed = await SayAndSettleAsync("missed");

        await using var reading = await _server.ConnectAsync(_reader);
        var sync = await reading.JoinAsync(_room, new { epoch = epoch + "x", seq, translations = new { language = "es", tseq = 1 } });

        sync.GetProperty("reset").GetProperty("reason").GetString().Should().Be("epoch_changed");
        sync.Standing().Should().Be(new PatchPosition("es", 2));
        await reading.SeesPatchAsync(await _writing.SaysAsync(_room, "live"));
        reading.Translations().Select(patch => patch.Tseq).Should().Equal(3);
        reading.Replayed(missed)!.Text.Should().Be("es(missed)");
    }

    [Fact]
    public async Task AMissedPatchOfATextThatWasEditedOrDeletedSinceComesEmpty()
    {
        var (epoch, seq) = await HoldAsync();
        var (edited, deleted) = (await SayAndSettleAsync("edited"), await SayAndSettleAsync("deleted"));
        await _writing.InvokeAsync("EditMessage", new { room = _room, id = edited, text = "new" });
        await _writing.InvokeAsync("DeleteMessage", new { room = _room, id = deleted });
        await _other.SeesPatchAsync(edited, revision: 2);

        await using var reading = await _server.ConnectAsync(_reader);
        await reading.JoinAsync(_room, new { epoch, seq, translations = new { language = "es", tseq = 1 } });

        await reading.SeesPatchAsync(edited, revision: 2);
        reading.Translations().Should().Equal(
            new Patch("es", 2, edited, 1, "superseded", Text: null, Provider: null),
            new Patch("es", 3, deleted, 1, "superseded", Text: null, Provider: null),
            new Patch("es", 4, edited, 2, "ready", "es(new)", "Scripted"));
    }

    [Fact]
    public async Task JoiningAgainAnswersWhereItStandsAndSendsNothingTwice()
    {
        await using var reading = await _server.ConnectAsync(_reader);
        await reading.JoinAsync(_room);
        foreach (var text in new[] { "one", "two" })
            await reading.SeesPatchAsync(await _writing.SaysAsync(_room, text));

        var again = await reading.JoinAsync(_room, new { epoch = "other", seq = 1, translations = new { language = "es", tseq = 1 } });

        again.Standing().Should().Be(new PatchPosition("es", 3));
        await reading.SeesPatchAsync(await _writing.SaysAsync(_room, "three"));
        reading.Translations().Select(patch => patch.Tseq).Should().Equal(2, 3, 4);
    }

    public async Task InitializeAsync()
    {
        var writer = await _server.NewUserAsync(language: "en");
        _reader = await _server.NewUserAsync(language: "es");
        _room = await writer.NewRoomAsync();
        (_writing, _other) = (await _server.ConnectAsync(writer), await _server.ConnectAsync(await _server.NewUserAsync(language: "es")));
        await _other.JoinAsync(_room);
        await SayAndSettleAsync("first");
    }

    public async Task DisposeAsync()
    {
        await _writing.DisposeAsync();
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>The reader joins, and goes away with the cursor that is answered: all events, and the one patch.</summary>
    private async Task<(string? Epoch, long Seq)> HoldAsync()
    {
        await using var reading = await _server.ConnectAsync(_reader);
        var sync = await reading.JoinAsync(_room);
        sync.Standing().Should().Be(new PatchPosition("es", 1));
        return (sync.GetProperty("epoch").GetString(), sync.GetProperty("head").GetInt64());
    }

    private async Task<long> SayAndSettleAsync(string text)
    {
        var id = await _writing.SaysAsync(_room, text);
        await _other.SeesPatchAsync(id);
        return id;
    }

    private static int FirstOf(HubClient client, string method) => client.Calls.ToList().FindIndex(call => call.Method == method);

    private static int LastEvent(HubClient client, long seq)
        => client.Calls.ToList().FindLastIndex(call => call.Method == "RoomEvents" && call.Argument.GetProperty("events").EnumerateArray().Any(entry => entry.GetProperty("seq").GetInt64() == seq));
}
