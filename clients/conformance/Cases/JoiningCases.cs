using System.Text.Json.Nodes;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Joining a room.</summary>
internal static class JoiningCases
{
    public static readonly Case[] All =
    [
        new("join",
            "Nothing: it joins a room in which others have spoken, edited, deleted and reacted, and who go on.",
            "The room as it is.",
            async play =>
            {
                await ConversationAsync(play, "before");
                var ana = await play.JoinedAsync();
                await ConversationAsync(play, "after");
                await play.SettlesAsync(ana);
            }),
        new("join-long-room",
            "It joins a room with more messages than a backlog brings.",
            "At least the last 45, without a gap.",
            async play =>
            {
                await play.Speaker.PostManyAsync(play.Room, "long ago", 70);
                var ana = await play.JoinedAsync();
                await play.Speaker.PostAsync(play.Room, "now");
                await play.SettlesAsync(ana, atLeast: 45);
            }),
        new("join-twice",
            "It is told to join the same room again while it follows it.",
            "The room, each message once.",
            async play =>
            {
                await ConversationAsync(play, "before");
                var ana = await play.JoinedAsync();
                await ana.JoinAsync();
                await ConversationAsync(play, "after");
                await play.SettlesAsync(ana);
            }),
        new("join-events-before-answer",
            "The first `RoomEvents` reaches it before the answer to `JoinRoom`.",
            "The room, each message once.",
            async play =>
            {
                await ConversationAsync(play, "before");
                play.Proxy.Add(At.Answer("JoinRoom"), new Fate.Late(play.Proxy.PassedAsync(Points.Batch, 1)));
                var ana = await play.JoinedAsync();
                await play.Speaker.PostAsync(play.Room, "after");
                await play.SettlesAsync(ana);
            }),
        new("join-answer-late",
            "The answer to `JoinRoom` comes after two batches of events, one of them live.",
            "The room, each message once.",
            async play =>
            {
                await ConversationAsync(play, "before");
                play.Proxy.Add(At.Answer("JoinRoom"), new Fate.Late(play.Proxy.PassedAsync(Points.BatchWith("live"))));
                var joining = play.JoinedAsync();
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(Points.Batch), "the first events come", joining);
                await play.Speaker.PostAsync(play.Room, "live");
                await play.SettlesAsync(await joining);
            }),
        new("join-events-after-answer",
            "The first `RoomEvents` reaches it well after the answer to `JoinRoom`.",
            "The room, each message once.",
            async play =>
            {
                await ConversationAsync(play, "before");
                var released = new TaskCompletionSource();
                play.Proxy.Add(Points.Batch, new Fate.Hold(released.Task));
                var joining = play.JoinedAsync();
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(Points.Batch), "the first events come", joining);
                await play.Speaker.PostAsync(play.Room, "while they are held up");
                released.SetResult();
                await play.SettlesAsync(await joining);
            }),
        new("join-lost",
            "The connection is cut before `JoinRoom` reaches the server.",
            "The room.",
            play => DisturbedAsync(play, At.Call("JoinRoom"), new Fate.Drop())),
        new("join-answer-lost",
            "The connection is cut before the answer to `JoinRoom`, twice.",
            "The room.",
            play => DisturbedAsync(play, At.Answer("JoinRoom"), new Fate.Drop(), times: 2)),
        new("join-events-lost",
            "The connection is cut before the first events.",
            "The room.",
            play => DisturbedAsync(play, Points.Batch, new Fate.Drop())),
        new("join-events-cut",
            "The connection is cut in the middle of the first events.",
            "The room.",
            play => DisturbedAsync(play, Points.Batch, new Fate.Cut())),
        new("join-rate-limited",
            "`JoinRoom` is refused as `rate_limited`, with a time to try again.",
            "The room.",
            play => DisturbedAsync(play, At.Call("JoinRoom"), new Fate.Refuse(429, "rate_limited", TimeSpan.FromSeconds(1)))),
        new("join-unknown-room",
            "It is told to join a room that does not exist.",
            "`room_not_found` as the answer; and the other room, which it joins then.",
            async play =>
            {
                await play.Speaker.PostAsync(play.Room, "hello");
                var ana = await play.ClientAsync();
                await play.ConnectAsync(ana);
                if (await ana.RefusalAsync(new JsonObject { ["do"] = "join", ["room"] = "there-is-none" }) is not "room_not_found" and var code)
                    throw new CaseException($"The join was refused as {code}, not as room_not_found.");
                await ana.JoinAsync();
                await play.SettlesAsync(ana);
            }),
    ];

    /// <summary>Four messages, one of them edited, one deleted, one with reactions.</summary>
    internal static async Task ConversationAsync(Play play, string when)
    {
        await play.Speaker.PostAsync(play.Room, $"{when}: untouched");
        await play.Speaker.EditAsync(play.Room, await play.Speaker.PostAsync(play.Room, $"{when}: to be edited"), $"{when}: edited");
        await play.Speaker.DeleteAsync(play.Room, await play.Speaker.PostAsync(play.Room, $"{when}: to be deleted"));
        var liked = await play.Speaker.PostAsync(play.Room, $"{when}: to be liked");
        await play.Speaker.ReactAsync(play.Room, liked, "👍");
        await play.Speaker.ReactAsync(play.Room, liked, "🎉");
        await play.Speaker.TakeReactionAsync(play.Room, liked, "👍");
    }

    private static async Task DisturbedAsync(Play play, At at, Fate fate, int times = 1)
    {
        await ConversationAsync(play, "before");
        play.Proxy.Add(at, fate, times);
        var ana = await play.JoinedAsync();
        await ConversationAsync(play, "after");
        await play.SettlesAsync(ana);
    }
}
