using System.Text.Json.Nodes;
using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Tokens that expire, and sessions that end.</summary>
internal static class SessionCases
{
    private static readonly At Refresh = At.Call("POST /refresh");
    private static readonly At RefreshAnswer = At.Answer("POST /refresh");

    public static readonly Case[] All =
    [
        new("token-expired",
            "Its access token expires while it is connected: `SessionEnded { token_expired }`, and the connection closes.",
            "What came meanwhile, after a refresh.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await play.ExpireTokensAsync();
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(At.Push("SessionEnded")), "the server ends the connection");
                ana.Send("sent meanwhile");
                await play.Speaker.PostAsync(play.Room, "meanwhile");
                await play.SettlesAsync(ana);
            })
        { OwnServer = true },
        new("token-expired-away",
            "Its access token expires while there is no network: `negotiate` answers 401 `token_expired`.",
            "What came meanwhile, after a refresh.",
            play => ExpiredAwayAsync(play))
        { OwnServer = true },
        new("refresh-lost",
            "As `token-expired-away`; the call to `/refresh` is lost.",
            "What came meanwhile.",
            play => ExpiredAwayAsync(play, (Refresh, new Fate.Drop())))
        { OwnServer = true },
        new("refresh-answer-lost",
            "As `token-expired-away`; the answer to `/refresh` is lost, so that the next one asks with a token that was used already.",
            "What came meanwhile, in the same session.",
            play => ExpiredAwayAsync(play, (RefreshAnswer, new Fate.Drop())))
        { OwnServer = true },
        new("refresh-unavailable",
            "As `token-expired-away`; `/refresh` is refused once with 503 and `Retry-After`, and once with 429.",
            "What came meanwhile, in the same session.",
            play => ExpiredAwayAsync(play, (Refresh, new Fate.Refuse(503, "unavailable", TimeSpan.FromSeconds(1))), (Refresh, new Fate.Refuse(429, "rate_limited", TimeSpan.FromSeconds(1)))))
        { OwnServer = true },
        new("token-expired-restart",
            "It is killed with a message pending, and its access token expires before it is started again.",
            "The message once, and what came meanwhile.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.GoOffline();
                ana.Send("hello");
                await SendingCases.ShowsPendingAsync(play, ana, "hello");
                await play.RestartAsync(ana, async () =>
                {
                    await play.ExpireTokensAsync();
                    await play.Speaker.PostAsync(play.Room, "meanwhile");
                    play.Proxy.ComeBack();
                });
                await play.SettlesAsync(ana);
            })
        { OwnServer = true },
        new("token-renewed",
            "The login says that the access token is good for ten seconds only.",
            "The room; it refreshes its tokens by itself, about then.",
            async play =>
            {
                play.Proxy.Add(At.Answer("POST /login"), new Fate.Change(login => login.Body!["expiresIn"] = 10));
                var ana = await play.JoinedAsync();
                await new Patience(TimeSpan.FromSeconds(20)).UntilAsync(play.Proxy.SeenAsync(RefreshAnswer), "it refreshes its tokens, which are good for ten seconds");
                await play.Speaker.PostAsync(play.Room, "after");
                await play.SettlesAsync(ana);
            }),
        new("logged-out",
            "Its session is ended: `SessionEnded { session_ended }`, and the connection closes.",
            "It does not come back, and asks for nothing more.",
            play => EndedAsync(play, ana => play.PersonOf(ana).EndOtherSessionsAsync()))
        { IsQuiet = true },
        new("password-changed",
            "Its person changes the password elsewhere: `SessionEnded { password_changed }`, and the connection closes.",
            "It does not come back, and asks for nothing more.",
            play => EndedAsync(play, ana => play.PersonOf(ana).ChangePasswordAsync("another horse battery")))
        { IsQuiet = true },
        new("logout-pushed",
            "It is told `SessionEnded { logout }`, and the connection closes in a way that allows it to come back.",
            "It does not come back, and asks for nothing more.",
            play => EndedAsync(play, async _ =>
            {
                await play.Proxy.PushAsync("SessionEnded", new JsonObject { ["reason"] = "logout" });
                await play.Proxy.CloseAsync(allowsReconnect: true);
            }))
        { IsQuiet = true },
        new("ended-away",
            "Its session is ended while there is no network: all its tokens are `invalid_token`.",
            "After a few attempts it asks for nothing more.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await play.WhileAwayAsync(() => play.PersonOf(ana).EndOtherSessionsAsync());
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(RefreshAnswer), "it tries to refresh its tokens");
                await Patience.QuietAsync();
                await AsksNothingAsync(play, play.Proxy.Count(At.AnyCall), "Its refresh token is invalid, and it went on asking");
            })
        { IsQuiet = true },
    ];

    private static async Task ExpiredAwayAsync(Play play, params (At At, Fate Fate)[] faults)
    {
        var ana = await play.JoinedAsync();
        await ana.Send("before").Settled;
        foreach (var (at, fate) in faults)
            play.Proxy.Add(at, fate);
        await play.WhileAwayAsync(async () =>
        {
            await play.ExpireTokensAsync();
            ana.Send("sent meanwhile");
            await play.Speaker.PostAsync(play.Room, "meanwhile");
        });
        await play.SettlesAsync(ana);
        if (play.Proxy.Count(At.Call("POST /login")) > 1)
            throw new CaseException("It logged in anew, and had a refresh token.");
    }

    private static async Task EndedAsync(Play play, Func<Client, Task> end)
    {
        var ana = await play.JoinedAsync();
        await play.SettlesAsync(ana);
        var asked = play.Proxy.Count(At.AnyCall);
        await end(ana);
        await play.Patience.UntilAsync(play.Proxy.SeenAsync(At.Push("SessionEnded")), "the session is ended");
        await AsksNothingAsync(play, asked, "Its session has ended, and it came back");
    }

    private static async Task AsksNothingAsync(Play play, int asked, string fault)
    {
        await Patience.QuietAsync();
        if (play.Proxy.Count(At.AnyCall) is var then && then > asked)
            throw new CaseException($"{fault}: {then - asked} calls in {Patience.Quiet.TotalSeconds:0} s.");
    }
}
