using System.Text.Json.Nodes;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Connections that end or falter while events come.</summary>
internal static class LiveCases
{
    public static readonly Case[] All =
    [
        new("live-events-lost",
            "The connection is cut before some live events and in the middle of others, four times, while 40 messages come.",
            "All of them once.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                foreach (var number in new[] { 5, 11, 23, 31 })
                    play.Proxy.Add(Points.BatchWith($"fast {number}"), number % 2 == 0 ? new Fate.Drop() : new Fate.Cut());
                await play.Speaker.PostManyAsync(play.Room, "fast", 40);
                await play.SettlesAsync(ana);
            }),
        new("live-events-slow",
            "Live events are held up for two seconds, and with them all behind them.",
            "All of them once.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(Points.BatchWith("slow 2"), new Fate.Hold(Points.WhileAfterAsync(play.Proxy.SeenAsync(Points.BatchWith("slow 2")))));
                await play.Speaker.PostManyAsync(play.Room, "slow", 6);
                await play.SettlesAsync(ana);
            }),
        new("closed",
            "The server closes the connection and allows it to come back; later it closes it without a word about that.",
            "What came meanwhile.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                foreach (var allows in new[] { true, false })
                {
                    await play.Proxy.CloseAsync(allows);
                    await play.Speaker.PostAsync(play.Room, $"after the closing, {allows}");
                    await play.SettlesAsync(ana);
                }
            }),
        new("slow-consumer",
            "It is told `SessionEnded { slow_consumer }`, and the connection closes.",
            "What came meanwhile.",
            play => EndedAsync(play, "slow_consumer")),
        new("shutdown",
            "It is told `SessionEnded { shutdown }`, and the connection closes.",
            "What came meanwhile.",
            play => EndedAsync(play, "shutdown")),
        new("server-restart",
            "The server is stopped, as an operator does, while the client has messages to send, and started again.",
            "All messages once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await ana.Send("before").Settled;
                SendingCases.SendMany(ana, 10);
                await play.Server.StopAsync();
                ana.Send("while it was down");
                play.Server.StartAgain();
                play.Proxy.Server = play.Server.Url;
                await play.Speaker.PostAsync(play.Room, "it is up again");
                await play.SettlesAsync(ana);
            })
        {
            OwnServer = true,
        },
        new("no-sockets",
            "`negotiate` offers no WebSockets; the connection is cut once.",
            "The room.",
            play => FallbackAsync(play, "WebSockets")),
        new("long-polling",
            "`negotiate` offers long polling only; the connection is cut once.",
            "The room.",
            play => FallbackAsync(play, "WebSockets", "ServerSentEvents")),
    ];

    private static async Task EndedAsync(Play play, string reason)
    {
        var ana = await play.JoinedAsync();
        await play.Proxy.PushAsync("SessionEnded", new JsonObject { ["reason"] = reason });
        await play.Proxy.CloseAsync(allowsReconnect: true);
        ana.Send("sent meanwhile");
        await play.Speaker.PostAsync(play.Room, "meanwhile");
        await play.SettlesAsync(ana);
    }

    private static async Task FallbackAsync(Play play, params string[] missing)
    {
        play.Proxy.Add(At.Answer("negotiate"), new Fate.Change(passage =>
        {
            foreach (var transport in passage.Body!["availableTransports"]!.AsArray().Where(transport => missing.Contains(transport!["transport"]!.GetValue<string>())).ToList())
                passage.Body["availableTransports"]!.AsArray().Remove(transport);
        }), times: int.MaxValue, isWanted: false);
        await JoiningCases.ConversationAsync(play, "before");
        var ana = await play.JoinedAsync();
        await ana.Send("hello").Settled;
        play.Proxy.CutAll();
        ana.Send("hello again");
        await JoiningCases.ConversationAsync(play, "after");
        await play.SettlesAsync(ana);
    }
}
