using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>What of translations outlives the server.</summary>
public sealed class RestartedTranslationTests
{
    [Fact]
    public async Task TseqGoesOnAndACursorFromBeforeBringsWhatWasMissed()
    {
        using var directory = new TemporaryDirectory();
        string room;
        string? epoch;
        long seq, missed;
        await using (var before = Start(directory))
        {
            var (ana, luis) = (await before.NewUserAsync("ana", "en"), await before.NewUserAsync("luis", "es"));
            room = await ana.NewRoomAsync();
            await using var writing = await before.ConnectAsync(ana);
            await using var other = await before.ConnectAsync(await before.NewUserAsync(language: "es"));
            await using var reading = await before.ConnectAsync(luis);
            await other.JoinAsync(room);
            var sync = await reading.JoinAsync(room);
            await reading.SeesPatchAsync(seq = await writing.SaysAsync(room, "seen"));
            await reading.DisposeAsync();
            epoch = sync.GetProperty("epoch").GetString();
            await other.SeesPatchAsync(missed = await writing.SaysAsync(room, "missed"));
        }

        await using var after = Start(directory);
        await using var back = await after.ConnectAsync(await after.SignInAsync("luis"));
        var answer = await back.JoinAsync(room, new { epoch, seq, translations = new { language = "es", tseq = 1 } });
        await using var speaking = await after.ConnectAsync(await after.SignInAsync("ana"));
        var live = await speaking.SaysAsync(room, "live");
        await back.SeesPatchAsync(live);

        answer.Standing().Should().Be(new PatchPosition("es", 1));
        back.Translations().Should().Equal(
            new Patch("es", 2, missed, 1, "ready", "es(missed)", "Scripted"),
            new Patch("es", 3, live, 1, "ready", "es(live)", "Scripted"));
    }

    private static ChatServer Start(TemporaryDirectory directory) => new ScriptedTranslator().StartServer(new() { ["DataDirectory"] = directory.Path });
}
