using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>The client's process is killed, and started again with the same storage.</summary>
internal static class RestartingCases
{
    private static readonly At Receipt = At.Answer("SendMessage");

    public static readonly Case[] All =
    [
        new("restart",
            "It is killed while it shows a room; others speak, edit and delete before it is there again.",
            "The room as it is.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var edited = await play.Speaker.PostAsync(play.Room, "to be edited");
                var ana = await play.JoinedAsync();
                await ana.Send("hello").Settled;
                await play.SettlesAsync(ana);
                await play.RestartAsync(ana, async () =>
                {
                    await play.Speaker.EditAsync(play.Room, edited, "edited");
                    await JoiningCases.ConversationAsync(play, "meanwhile");
                });
                await ana.Send("hello again").Settled;
                await play.SettlesAsync(ana);
            }),
        new("restart-pending",
            "It is killed without a network, while three messages are pending.",
            "They settle once and in order, before what it is told to send after.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.GoOffline();
                foreach (var text in new[] { "one", "two", "three" })
                    ana.Send(text);
                await SendingCases.ShowsPendingAsync(play, ana, "one", "two", "three");
                await play.RestartAsync(ana, () =>
                {
                    play.Proxy.ComeBack();
                    return Task.CompletedTask;
                });
                ana.Send("four");
                await play.SettlesAsync(ana);
            }),
        new("restart-receipt-lost",
            "It is killed after the server has taken a message and before the receipt.",
            "The message once.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.Add(Receipt, new Fate.Drop());
                var isTaken = play.Proxy.SeenAsync(Receipt);
                ana.Send("hello");
                await play.Patience.UntilAsync(isTaken, "the server has taken the message");
                play.Proxy.GoOffline();
                await play.RestartAsync(ana, () =>
                {
                    play.Proxy.ComeBack();
                    return Task.CompletedTask;
                });
                await play.SettlesAsync(ana);
            }),
        new("restart-many",
            "It is killed in the middle of ten sends at once: some have their receipts, some are taken, some not sent.",
            "All of them once and in order.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                var released = new TaskCompletionSource();
                play.Proxy.Add(Receipt.Where("after the first three", _ => play.Proxy.Count(Receipt) > 3), new Fate.Hold(released.Task));
                SendingCases.SendMany(ana, 10);
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(Receipt, 4), "the fourth receipt is on its way");
                await SendingCases.HasKeptAsync(play, ana, 10);
                play.Proxy.GoOffline();
                await play.RestartAsync(ana, () =>
                {
                    play.Proxy.ComeBack();
                    return Task.CompletedTask;
                });
                await play.SettlesAsync(ana);
            }),
        new("restart-twice",
            "It is killed twice while a message is pending, the second time before it has come back.",
            "The message once.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                play.Proxy.GoOffline();
                ana.Send("hello");
                await SendingCases.ShowsPendingAsync(play, ana, "hello");
                await Patience.UntilPutAwayAsync();
                await ana.RestartAsync();
                await play.RestartAsync(ana, () =>
                {
                    play.Proxy.ComeBack();
                    return Task.CompletedTask;
                });
                await play.SettlesAsync(ana);
            }),
        new("restart-reset",
            "It is killed; when it comes back, its cursor is of another epoch.",
            "The room as it is.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync();
                await play.SettlesAsync(ana);
                play.Proxy.Add(Points.JoinWithCursor, ResettingCases.OfAnotherEpoch, isWanted: false);
                await play.RestartAsync(ana, () => JoiningCases.ConversationAsync(play, "meanwhile"));
                await play.SettlesAsync(ana);
            }),
        new("stop",
            "Nothing: it is told to stop.",
            "Its process ends with code 0.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await ana.Send("goodbye").Settled;
                await ana.StopAsync();
            }),
    ];
}
