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
        new("reconnect-handshake-refused",
            "When it comes back, the server answers the handshake with an error, three times.",
            "What came meanwhile.",
            play => BackAsync(play, At.Answer("handshake"), new Fate.Change(answer => answer.Body!["error"] = "The server is shutting down."), times: 3)),
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
}
