using System.Globalization;
using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Sending messages.</summary>
internal static class SendingCases
{
    private static readonly At SendCall = At.Call("SendMessage");
    private static readonly At Receipt = At.Answer("SendMessage");

    public static readonly Case[] All =
    [
        new("send",
            "Nothing: it sends three messages one after the other.",
            "The messages, settled, once each and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                foreach (var text in new[] { "one", "two", "three" })
                    await ana.Send(text).Settled;
                await play.SettlesAsync(ana);
            }),
        new("send-same-text",
            "It is told to send the same text twice.",
            "Two messages.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                ana.Send("ha");
                ana.Send("ha");
                await play.SettlesAsync(ana);
            }),
        new("send-longest",
            "It is told to send the longest message that there is: 4,000 emoji, of which some write each as twelve characters.",
            "The message, settled.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await ana.Send(string.Concat(Enumerable.Repeat("🎈", 4000))).Settled;
                await play.SettlesAsync(ana);
            }),
        new("send-lost",
            "The connection is cut before `SendMessage` reaches the server, twice.",
            "The message once.",
            play => DisturbedAsync(play, SendCall, new Fate.Drop(), times: 2)),
        new("send-receipt-lost",
            "The connection is cut after the server has taken the message and before the receipt.",
            "The message once, under its first id.",
            play => DisturbedAsync(play, Receipt, new Fate.Drop())),
        new("send-receipt-lost-again",
            "The receipt is lost, and once more if it asks again, and then cut in half.",
            "The message once, under its first id.",
            async play =>
            {
                play.Proxy.Add(Receipt, new Fate.Drop());
                // Who finds the message among the events that it missed need not ask.
                play.Proxy.Add(Receipt, new Fate.Drop(), isWanted: false);
                play.Proxy.Add(Receipt, new Fate.Cut(), isWanted: false);
                var ana = await play.JoinedAsync();
                ana.Send("hello");
                await play.SettlesAsync(ana);
            }),
        new("send-event-lost",
            "The connection is cut before the event of its own message; the receipt may have come.",
            "The message once.",
            play => DisturbedAsync(play, Points.BatchWith("hello"), new Fate.Drop())),
        new("send-event-before-receipt",
            "The event of its own message comes, and another's after it, before the receipt.",
            "The message once, settled.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(Receipt, new Fate.Late(play.Proxy.PassedAsync(Points.BatchWith("answer"))));
                ana.Send("question");
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(Points.BatchWith("question")), "the event of its own message comes");
                await play.Speaker.PostAsync(play.Room, "answer");
                await play.SettlesAsync(ana);
            }),
        new("send-receipt-before-event",
            "The receipt comes well before the event of its own message.",
            "The message once.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(Points.BatchWith("hello"), new Fate.Late(play.Proxy.PassedAsync(Receipt)));
                await ana.Send("hello").Settled;
                await play.SettlesAsync(ana);
            }),
        new("send-unavailable",
            "`SendMessage` is refused as `unavailable`, with a time to try again, twice.",
            "The message once.",
            play => DisturbedAsync(play, SendCall, new Fate.Refuse(503, "unavailable", TimeSpan.FromSeconds(1)), times: 2)),
    ];

    internal static void SendMany(Client client, int count)
    {
        for (var number = 1; number <= count; number++)
            client.Send(string.Create(CultureInfo.InvariantCulture, $"number {number}"));
    }

    /// <summary>Waits until the client shows these texts as pending, and so has kept them.</summary>
    internal static Task ShowsPendingAsync(Play play, Client client, params string[] texts) => play.Patience.UntilRightAsync(async () =>
        (await client.ShowAsync()).Pending is var pending && pending.SequenceEqual(texts, StringComparer.Ordinal)
            ? null
            : $"It shows as pending: {string.Join(" | ", pending)}; it should show: {string.Join(" | ", texts)}.");

    /// <summary>Waits until every message shows, as pending or as sent, and so has been kept.</summary>
    internal static Task HasKeptAsync(Play play, Client client, int count) => play.Patience.UntilRightAsync(async () =>
    {
        var (messages, pending) = await client.ShowAsync();
        var kept = messages.Count(message => message.Sender == client.Username) + pending.Count;
        return kept >= count ? null : $"It shows {kept} of the {count} messages that it was told to send.";
    });

    private static async Task DisturbedAsync(Play play, At at, Fate fate, int times = 1)
    {
        var ana = await play.JoinedAsync();
        play.Proxy.Add(at, fate, times);
        ana.Send("hello");
        await play.SettlesAsync(ana);
        await ana.Send("once more").Settled;
        await play.SettlesAsync(ana);
    }
}
