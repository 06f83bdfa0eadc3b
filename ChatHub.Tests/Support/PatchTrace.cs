using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>One connection of somebody who reads a room in a language: what it got, against what it must get.</summary>
/// <param name="Client">The connection.</param>
/// <param name="Sync">What joining answered.</param>
public sealed record PatchTrace(HubClient Client, JsonElement Sync)
{
    /// <summary>Joins, after what an earlier connection of the same reader got.</summary>
    public static async Task<PatchTrace> JoinAsync(ChatServer server, TestUser reader, WireProtocol protocol, string room, PatchTrace? before)
    {
        var client = await server.ConnectAsync(reader, protocol);
        var cursor = before?.Cursor();
        var sync = await client.JoinAsync(room, cursor);
        if (before is not null)
            sync.Standing().Should().Be(before.Last(), "its cursor is honoured");
        return new PatchTrace(client, sync);
    }

    /// <summary>Asserts that nothing is missing, doubled, or out of order.</summary>
    public void Check()
    {
        var from = Sync.GetProperty("from").GetInt64();
        Client.Seqs().Should().Equal(Enumerable.Range(0, Client.Seqs().Count).Select(step => from + step));
        var start = Sync.Standing()!;
        Client.Translations().Select(patch => patch.Tseq).Should().Equal(Enumerable.Range(1, Client.Translations().Count).Select(step => start.Tseq + step));
        Client.Translations().Should().NotContain(patch => patch.Language != start.Language);

        // How often each message's text was set, by the events that came so far: of those that were posted within sight.
        var revisions = new Dictionary<long, int>();
        var deleted = new HashSet<long>();
        foreach (var (method, argument) in Client.Calls)
        {
            if (method == "RoomEvents")
                See(argument, revisions, deleted);
            else if (method == "Translations")
                Patches.Read(argument).Should().AllSatisfy(patch => Check(patch, from, revisions, deleted));
        }
    }

    private static void See(JsonElement batch, Dictionary<long, int> revisions, HashSet<long> deleted)
    {
        foreach (var entry in batch.GetProperty("events").EnumerateArray().Where(entry => entry.TryGetProperty("message", out _)))
        {
            var id = entry.GetProperty("message").GetProperty("id").GetInt64();
            var type = entry.GetProperty("type").GetString();
            if (type == "message.posted")
                revisions[id] = 1;
            else if (type == "message.edited" && revisions.TryGetValue(id, out var seen))
                revisions[id] = seen + 1;
            else if (type == "message.deleted")
                deleted.Add(id);
        }
    }

    private static void Check(Patch patch, long from, Dictionary<long, int> revisions, HashSet<long> deleted)
    {
        if (patch.Id >= from)
            patch.Revision.Should().BeLessThanOrEqualTo(revisions.GetValueOrDefault(patch.Id), "{0} comes after its event", patch);
        if (deleted.Contains(patch.Id) || (revisions.TryGetValue(patch.Id, out var seen) && patch.Revision < seen))
            patch.Should().Be(patch with { State = "superseded", Text = null, Provider = null }, "its text is gone");
        if (patch.State == "ready")
            patch.Text.Should().EndWith($"r{patch.Revision}").And.StartWith($"[{patch.Language}] ");
    }

    private object Cursor()
    {
        var (seq, last) = (Client.Seqs().Count > 0 ? Client.Seqs()[^1] : Sync.GetProperty("from").GetInt64() - 1, Last());
        return new { epoch = Sync.GetProperty("epoch").GetString(), seq, translations = new { language = last.Language, tseq = last.Tseq } };
    }

    private PatchPosition Last() => Client.Translations() is [.., var last] ? new PatchPosition(last.Language, last.Tseq) : Sync.Standing()!;
}
