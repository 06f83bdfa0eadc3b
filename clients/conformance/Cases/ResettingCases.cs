using System.Text.Json.Nodes;
using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Cursors that the server cannot honour. What the client shows of the room before is gone from the server, as after the restoring of a backup, and must go from the client.</summary>
internal static class ResettingCases
{
    /// <summary>Makes the cursor one of another history, so that the server itself answers with a reset.</summary>
    public static readonly Fate OfAnotherEpoch = new Fate.Change(join => join.Argument!["after"]!["epoch"] = "another-epoch");

    private static readonly At ResetAnswer = At.Answer("JoinRoom").Where("with a reset", answer => answer.Result?["reset"] is JsonObject);
    private static readonly At ResetBatch = Points.Batch.Where("with a reset", batch => batch.Argument?["reset"] is JsonObject);

    private static readonly Fate Ahead = new Fate.Change(join => join.Argument!["after"]!["seq"] = 1_000_000);

    public static readonly Case[] All =
    [
        new("reset-epoch",
            "It holds messages that the server does not; when it comes back, the server answers with `epoch_changed`.",
            "The room as it is now, without those messages.",
            play => ResetAsync(play, OfAnotherEpoch, [])),
        new("reset-ahead",
            "It holds messages that the server does not; when it comes back, the server answers with `cursor_ahead`.",
            "The room as it is now, without those messages.",
            play => ResetAsync(play, Ahead, [])),
        new("reset-behind",
            "It holds messages that the server does not; when it comes back, it is `too_far_behind`.",
            "The room as it is now, without those messages.",
            play => ToldToResetAsync(play, "too_far_behind")),
        new("reset-retention",
            "It holds messages that the server does not; when it comes back, what it missed is kept no more: `retention`.",
            "The room as it is now, without those messages.",
            play => ToldToResetAsync(play, "retention")),
        new("reset-answer-lost",
            "As `reset-epoch`; the connection is cut before the answer with the reset, and the next time before the first events after it.",
            "The room as it is now, without those messages.",
            play => ResetAsync(play, OfAnotherEpoch, [(ResetAnswer, new Fate.Drop()), (ResetBatch, new Fate.Drop())])),
        new("reset-before-answer",
            "As `reset-epoch`; the first batch, with the reset, comes before the answer to `JoinRoom`.",
            "The room as it is now, without those messages.",
            play => ResetAsync(play, OfAnotherEpoch, [(ResetAnswer, new Fate.Late(play.Proxy.PassedAsync(ResetBatch)))])),
        new("reset-pending",
            "As `reset-epoch`; and it was told to send while there was no network.",
            "The room as it is now, with what it sent once.",
            play => ResetAsync(play, OfAnotherEpoch, [], meanwhile: ana => ana.Send("sent meanwhile"))),
    ];

    /// <summary>The server itself says so only past 10,000 events, or days: it is asked without a cursor, and the answer and the first batch are made to tell.</summary>
    private static Task ToldToResetAsync(Play play, string reason) => ResetAsync(play, new Fate.Change(join => join.Argument!.Remove("after")), [
        (At.Answer("JoinRoom"), new Fate.Change(answer => answer.Result!["reset"] = new JsonObject { ["reason"] = reason })),
        (Points.Batch, new Fate.Change(batch => batch.Argument!["reset"] = new JsonObject { ["reason"] = reason })),
    ]);

    private static async Task ResetAsync(Play play, Fate ofCursor, (At At, Fate Fate)[] faults, Action<Client>? meanwhile = null)
    {
        await JoiningCases.ConversationAsync(play, "before");
        var ana = await play.JoinedAsync();
        await play.SettlesAsync(ana);
        await ShowGhostAsync(play, ana);
        // Until it has been through with it: a client that lost the answer asks once more, with what it still holds to be its cursor.
        play.Proxy.Add(Points.JoinWithCursor, ofCursor, times: 3, isWanted: false);
        foreach (var (at, fate) in faults)
            play.Proxy.Add(at, fate);
        await play.WhileAwayAsync(async () =>
        {
            meanwhile?.Invoke(ana);
            await JoiningCases.ConversationAsync(play, "meanwhile");
        });
        await play.SettlesAsync(ana);
        await play.Speaker.PostAsync(play.Room, "after");
        await play.SettlesAsync(ana);
    }

    /// <summary>Gives the client, as the next event, a message that no server has: as if what the server had was lost.</summary>
    private static async Task ShowGhostAsync(Play play, Client client)
    {
        const string ghost = "lost with the backup";
        var (epoch, head) = await play.Speaker.HeadAsync(play.Room);
        var at = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        await play.Proxy.PushAsync("RoomEvents", new JsonObject
        {
            ["room"] = play.Room,
            ["epoch"] = epoch,
            ["from"] = head + 1,
            ["events"] = new JsonArray(new JsonObject
            {
                ["room"] = play.Room,
                ["seq"] = head + 1,
                ["type"] = "message.posted",
                ["at"] = at,
                ["actor"] = play.Speaker.Username,
                ["message"] = new JsonObject { ["id"] = head + 1, ["sender"] = play.Speaker.Username, ["text"] = ghost, ["at"] = at, ["revision"] = 1 },
            }),
        });
        await play.Patience.UntilRightAsync(async () => (await client.ShowAsync()).Messages.Any(message => message.Line.Contains(ghost, StringComparison.Ordinal))
            ? null
            : "It does not show a message that came as the next event.");
    }
}
