using System.Text.Json.Nodes;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>What a newer server may say: clients skip what they do not know.</summary>
internal static class UnknownCases
{
    public static readonly Case[] All =
    [
        new("unknown-events",
            "Events about members come as events of a type that no client knows, live and after an absence.",
            "The room, with every message around them.",
            async play =>
            {
                play.Proxy.Add(Points.Batch, new Fate.Change(batch =>
                {
                    foreach (var entry in Points.Events(batch).Where(entry => entry["type"]!.GetValue<string>().StartsWith("member.", StringComparison.Ordinal)))
                        (entry["type"], entry["poll"]) = ("poll.opened", new JsonObject { ["question"] = "Lunch?", ["options"] = new JsonArray("yes", "no") });
                }), times: int.MaxValue, isWanted: false);
                var ana = await play.JoinedAsync();
                await ComeAndGoAsync(play);
                await play.WhileAwayAsync(() => ComeAndGoAsync(play));
                await ana.Send("mine").Settled;
                await play.SettlesAsync(ana);
            }),
        new("unknown-fields",
            "Batches, events, messages and answers have fields that no client knows.",
            "The room.",
            async play =>
            {
                play.Proxy.Add(Points.Batch, new Fate.Change(batch =>
                {
                    batch.Argument!["shard"] = new JsonObject { ["id"] = 7 };
                    foreach (var entry in Points.Events(batch))
                    {
                        entry["importance"] = "high";
                        if (entry["message"] is JsonObject message)
                            message["attachments"] = new JsonArray(new JsonObject { ["kind"] = "image" });
                    }
                }), times: int.MaxValue, isWanted: false);
                foreach (var method in new[] { "JoinRoom", "SendMessage" })
                    play.Proxy.Add(At.Answer(method), new Fate.Change(answer => (answer.Result ?? answer.Body)!["node"] = new JsonObject { ["name"] = "b" }));
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync();
                await ana.Send("mine").Settled;
                await JoiningCases.ConversationAsync(play, "after");
                await play.SettlesAsync(ana);
            }),
        new("unknown-push",
            "The server calls a method that no client has.",
            "The room.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await play.Proxy.PushAsync("PollOpened", new JsonObject { ["room"] = play.Room, ["question"] = "Lunch?" });
                await ana.Send("mine").Settled;
                await play.Speaker.PostAsync(play.Room, "after");
                await play.SettlesAsync(ana);
            }),
    ];

    private static async Task ComeAndGoAsync(Play play)
    {
        var guest = await play.PersonAsync("guest");
        await guest.JoinAsync(play.Room);
        await play.Speaker.PostAsync(play.Room, "welcome");
        await guest.PostAsync(play.Room, "hello");
        await guest.LeaveAsync(play.Room);
        await play.Speaker.PostAsync(play.Room, "goodbye");
    }
}
