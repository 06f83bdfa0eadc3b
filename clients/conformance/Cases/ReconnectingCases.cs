using System.Text.Json.Nodes;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Coming back, disturbed in each phase.</summary>
internal static class ReconnectingCases
{
    private static readonly At Negotiate = At.Call("negotiate");

    public static readonly Case[] All =
    [
        new("reconnect-negotiate-lost",
            "When it comes back, the connection is cut before `negotiate` reaches the server, three times.",
            "What came meanwhile.",
            play => BackAsync(play, Negotiate, new Fate.Drop(), times: 3)),
        new("reconnect-negotiate-answer-lost",
            "When it comes back, the answer to `negotiate` is lost, and then cut in half.",
            "What came meanwhile.",
            play =>
            {
                play.Proxy.Add(At.Answer("negotiate").Where("of a return", _ => play.Proxy.Count(Negotiate) > 2), new Fate.Cut());
                return BackAsync(play, At.Answer("negotiate"), new Fate.Drop());
            }),
        new("reconnect-connect-lost",
            "When it comes back, the connection is cut as it opens, twice.",
            "What came meanwhile.",
            play => BackAsync(play, At.Call("connect"), new Fate.Drop(), times: 2)),
        new("reconnect-handshake-lost",
            "When it comes back, the connection is cut before the handshake reaches the server, three times.",
            "What came meanwhile.",
            play => BackAsync(play, At.Call("handshake"), new Fate.Drop(), times: 3)),
        new("reconnect-handshake-answer-lost",
            "When it comes back, the connection is cut after the handshake request, before its answer, three times.",
            "What came meanwhile.",
            play => BackAsync(play, At.Answer("handshake"), new Fate.Drop(), times: 3)),
        new("reconnect-handshake-slow",
            "When it comes back, the answer to the handshake takes two seconds.",
            "What came meanwhile.",
            play => BackAsync(play, At.Answer("handshake"), new Fate.Hold(Points.WhileAfterAsync(play.Proxy.SeenAsync(At.Answer("handshake"), 2))))),
        new("reconnect-unavailable",
            "When it comes back, `negotiate` is refused with 503 and `Retry-After`, twice.",
            "What came meanwhile.",
            play => BackAsync(play, Negotiate, new Fate.Refuse(503, "unavailable", TimeSpan.FromSeconds(1)), times: 2)),
        new("reconnect-too-many",
            "When it comes back, `negotiate` is refused with 429 and `Retry-After`.",
            "What came meanwhile.",
            play => BackAsync(play, Negotiate, new Fate.Refuse(429, "rate_limited", TimeSpan.FromSeconds(1)))),
        new("reconnect-join-lost",
            "When it comes back, the connection is cut before `JoinRoom`, and the next time before its answer.",
            "What came meanwhile.",
            async play =>
            {
                play.Proxy.Add(At.Answer("JoinRoom").Where("of a return", _ => play.Proxy.Count(Points.JoinWithCursor) > 0), new Fate.Drop());
                await BackAsync(play, At.Call("JoinRoom"), new Fate.Drop());
            }),
        new("reconnect-events-cut",
            "When it comes back, the connection is cut in the middle of the first events, and the next time before them.",
            "What came meanwhile, each message once.",
            async play =>
            {
                await play.Speaker.PostAsync(play.Room, "before");
                var ana = await play.JoinedAsync();
                await play.SettlesAsync(ana);
                play.Proxy.Add(Points.Batch, new Fate.Cut());
                play.Proxy.Add(Points.Batch, new Fate.Drop());
                await play.WhileAwayAsync(() => play.Speaker.PostManyAsync(play.Room, "meanwhile", 5));
                await play.SettlesAsync(ana);
            }),
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

    private static async Task BackAsync(Play play, At at, Fate fate, int times = 1)
    {
        await play.Speaker.PostAsync(play.Room, "before");
        var ana = await play.JoinedAsync();
        await play.WhileAwayAsync(async () =>
        {
            play.Proxy.Add(at, fate, times);
            ana.Send("sent meanwhile");
            await JoiningCases.ConversationAsync(play, "meanwhile");
        });
        await play.SettlesAsync(ana);
    }

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
