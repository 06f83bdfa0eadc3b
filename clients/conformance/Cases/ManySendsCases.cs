using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Sending several messages at once.</summary>
internal static class ManySendsCases
{
    private const int Many = 30;

    private static readonly At SendCall = At.Call("SendMessage");
    private static readonly At Receipt = At.Answer("SendMessage");

    public static readonly Case[] All =
    [
        new("send-slow-receipts",
            "Every receipt of ten sends at once is held up until others have spoken.",
            "All messages once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(Receipt, new Fate.Late(play.Proxy.PassedAsync(Points.BatchWith("done"))), times: 10, isWanted: false);
                SendingCases.SendMany(ana, 10);
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(Receipt), "a receipt comes");
                await play.Speaker.PostAsync(play.Room, "done");
                await play.SettlesAsync(ana);
            }),
        new("send-many",
            $"It is told to send {Many} messages at once.",
            "All of them once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                SendingCases.SendMany(ana, Many);
                await play.SettlesAsync(ana);
            }),
        new("send-many-lost",
            $"It is told to send {Many} messages at once; the connection is cut before the tenth reaches the server, and at a later receipt.",
            "All of them once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(Points.SendOf("number 10"), new Fate.Drop());
                play.Proxy.Add(Receipt.Where("of a late one", _ => play.Proxy.Count(Points.SendOf("number 20")) > 0), new Fate.Drop());
                SendingCases.SendMany(ana, Many);
                await play.SettlesAsync(ana);
            }),
        new("send-many-receipts-lost",
            "It is told to send ten messages at once; the connection is cut at the first four receipts.",
            "All of them once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(Receipt, new Fate.Drop());
                play.Proxy.Add(Receipt, new Fate.Drop(), times: 3, isWanted: false);
                SendingCases.SendMany(ana, 10);
                await play.SettlesAsync(ana);
            }),
        new("send-while-away",
            "It is told to send three messages while there is no network.",
            "They are pending; when the network is back, they settle once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await play.WhileAwayAsync(async () =>
                {
                    foreach (var text in new[] { "one", "two", "three" })
                        ana.Send(text);
                    await SendingCases.ShowsPendingAsync(play, ana, "one", "two", "three");
                    await play.Speaker.PostAsync(play.Room, "meanwhile");
                });
                await play.SettlesAsync(ana);
            }),
        new("send-refused",
            "Among three messages at once, the one in the middle is too long.",
            "`message_too_long` for that one, which is pending no more; the others once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await TooLongAsync(play, ana, 4001);
            }),
        new("send-oversized",
            "Among three messages at once, the one in the middle is longer than a frame may be, for which the server would close the connection.",
            "`message_too_long` for that one, which is pending no more; the others once and in order, on the same connection.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await TooLongAsync(play, ana, 70_000);
                if (play.Proxy.Count(At.Call("handshake")) > 1)
                    throw new CaseException("It sent what was too long for a frame, and the connection was closed.");
            }),
        new("send-unavailable-first",
            "Of five messages at once, the first is refused as `unavailable`.",
            "All of them once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(SendCall, new Fate.Refuse(503, "unavailable", TimeSpan.FromMilliseconds(500)));
                SendingCases.SendMany(ana, 5);
                await play.SettlesAsync(ana);
            }),
        new("send-rate-limited",
            "It is told to send twelve messages at once where three, and then four a second, are allowed.",
            "All of them once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                SendingCases.SendMany(ana, 12);
                await play.SettlesAsync(ana);
            })
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Limits:MessagesPerSecond"] = "4", ["Limits:MessageBurst"] = "3" },
        },
    ];

    private static async Task TooLongAsync(Play play, Client client, int length)
    {
        client.Send("one");
        var refusal = client.RefusalOfSendAsync(new string('x', length));
        client.Send("three");
        if (await refusal is not "message_too_long" and var code)
            throw new CaseException($"The send was refused as {code}, not as message_too_long.");
        await play.SettlesAsync(client);
    }
}
