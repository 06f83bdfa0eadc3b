using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>Retention takes translations with their messages, and the patches count on.</summary>
public sealed class ExpiredTranslationTests
{
    [Fact]
    public async Task TranslationsGoWithTheirMessagesAndLaterPatchesCountOn()
    {
        var clock = new ShiftedTime();
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" }, clock.Replace);
        var (owner, reader) = (server.WithLastingToken(await server.NewUserAsync(language: "en")), server.WithLastingToken(await server.NewUserAsync(language: "es")));
        var room = await owner.NewRoomAsync();
        await using var writing = await server.ConnectAsync(owner);
        await using var reading = await server.ConnectAsync(reader);
        await reading.JoinAsync(room);
        for (var number = 0; number < 3; number++)
            await reading.SeesPatchAsync(await writing.SaysAsync(room, $"old {number}"));

        clock.Shift(TimeSpan.FromDays(3));
        var kept = await writing.SaysAsync(room, "young");
        await reading.SeesPatchAsync(kept);
        (await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { retentionDays = 2 })).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(() => Rows(server, "Messages").Count == 1, "the old messages were removed");
        Rows(server, "Translations").Should().OnlyContain(row => row.Contains("young", StringComparison.Ordinal) || !row.Contains('[', StringComparison.Ordinal)).And.HaveCount(1);
        Rows(server, "TranslationPatches").Should().ContainSingle();
        var next = await writing.SaysAsync(room, "younger");
        (await reading.SeesPatchAsync(next)).Tseq.Should().Be(5);
    }

    [Fact]
    public async Task WhenAllAreGoneThePatchesStillCountOn()
    {
        var clock = new ShiftedTime();
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" }, clock.Replace);
        var (owner, reader) = (server.WithLastingToken(await server.NewUserAsync(language: "en")), server.WithLastingToken(await server.NewUserAsync(language: "es")));
        var room = await owner.NewRoomAsync();
        await using var writing = await server.ConnectAsync(owner);
        string? epoch;
        await using (var reading = await server.ConnectAsync(reader))
        {
            epoch = (await reading.JoinAsync(room)).GetProperty("epoch").GetString();
            for (var number = 0; number < 3; number++)
                await reading.SeesPatchAsync(await writing.SaysAsync(room, $"old {number}"));
        }

        clock.Shift(TimeSpan.FromDays(3));
        (await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { retentionDays = 2 })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Rows(server, "Messages").Count == 0, "the messages were removed");
        Rows(server, "Translations").Should().BeEmpty();

        await using var back = await server.ConnectAsync(reader);
        var sync = await back.JoinAsync(room);
        sync.GetProperty("translations").GetProperty("tseq").GetInt64().Should().Be(3);
        var next = await writing.SaysAsync(room, "young");
        (await back.SeesPatchAsync(next)).Tseq.Should().Be(4);
        back.Translations().Should().ContainSingle();
        epoch.Should().Be(sync.GetProperty("epoch").GetString());
    }

    private static List<string> Rows(ChatServer server, string table) => StoredRows.Read(server).Where(row => row.StartsWith($"{table} |", StringComparison.Ordinal)).ToList();
}
