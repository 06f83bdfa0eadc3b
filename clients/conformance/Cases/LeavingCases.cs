using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Memberships that end. To join a public room is to become a member of it: who does so without being told undoes what people did.</summary>
internal static class LeavingCases
{
    private const string StaysAway = "Its person is out of the room and stays so, though it comes back; what it is told to send there is refused, in the server's words or its own.";
    private const string Pending = " So is what was pending.";
    private const string AndBack = " Told to join again, it shows the room.";

    private static readonly At Handshake = At.Answer("handshake");

    public static readonly Case[] All =
    [
        new("leave",
            "It is told to leave the room; then the connection is cut.",
            StaysAway + AndBack,
            async play =>
            {
                var ana = await play.JoinedAsync();
                await ana.LeaveAsync();
                await StaysAwayAsync(play, ana, "member.left");
                await JoinsAgainAsync(play, ana);
            })
        { IsQuiet = true },
        new("leave-lost",
            "It is told to leave the room, and the connection is cut before that reaches the server.",
            "It leaves all the same. " + StaysAway,
            play => LeaveDisturbedAsync(play, At.Call("LeaveRoom")))
        { IsQuiet = true },
        new("leave-answer-lost",
            "It is told to leave the room, and the connection is cut before the answer.",
            "It has left. " + StaysAway,
            play => LeaveDisturbedAsync(play, At.Answer("LeaveRoom")))
        { IsQuiet = true },
        new("leave-away",
            "It is told to leave the room while there is no network.",
            "It leaves when the network is back. " + StaysAway,
            async play =>
            {
                var ana = await play.JoinedAsync();
                var leaving = Task.CompletedTask;
                await play.WhileAwayAsync(async () =>
                {
                    leaving = ana.LeaveAsync();
                    await play.Speaker.PostAsync(play.Room, "meanwhile");
                });
                await leaving;
                await StaysAwayAsync(play, ana, "member.left");
            })
        { IsQuiet = true },
        new("removed",
            "Somebody removes its person from the room: `RoomClosed { removed }`; then the connection is cut.",
            StaysAway + AndBack,
            async play =>
            {
                var ana = await ClosedAsync(play, ana => play.Speaker.RemoveAsync(play.Room, ana.Username));
                await StaysAwayAsync(play, ana, "member.removed");
                await JoinsAgainAsync(play, ana);
            })
        { IsQuiet = true },
        new("banned",
            "Its person is banned from the room: `RoomClosed { banned }`; then the connection is cut.",
            StaysAway,
            async play =>
            {
                var ana = await ClosedAsync(play, ana => play.Speaker.BanAsync(play.Room, ana.Username));
                await StaysAwayAsync(play, ana, "member.banned");
            })
        { IsQuiet = true },
        new("left-elsewhere",
            "Its person leaves the room on another device: `RoomClosed { left }`; then the connection is cut.",
            StaysAway + AndBack,
            async play =>
            {
                var ana = await ClosedAsync(play, ana => play.PersonOf(ana).LeaveAsync(play.Room));
                await StaysAwayAsync(play, ana, "member.left");
                await JoinsAgainAsync(play, ana);
            })
        { IsQuiet = true },
        new("banned-away",
            "While there is no network, it is told to send, and its person is banned from the room.",
            StaysAway + Pending,
            play => GoneAwayAsync(play, "member.banned", ana => play.Speaker.BanAsync(play.Room, ana.Username)))
        { IsQuiet = true },
        new("removed-away",
            "While there is no network, it is told to send, and its person is removed from the room.",
            StaysAway + Pending + AndBack,
            async play => await JoinsAgainAsync(play, await GoneAwayAsync(play, "member.removed", ana => play.Speaker.RemoveAsync(play.Room, ana.Username))))
        { IsQuiet = true },
        new("left-elsewhere-away",
            "While there is no network, it is told to send, and its person leaves the room on another device.",
            StaysAway + Pending + AndBack,
            async play => await JoinsAgainAsync(play, await GoneAwayAsync(play, "member.left", ana => play.PersonOf(ana).LeaveAsync(play.Room))))
        { IsQuiet = true },
    ];

    private static async Task LeaveDisturbedAsync(Play play, At at)
    {
        var ana = await play.JoinedAsync();
        play.Proxy.Add(at, new Fate.Drop());
        await ana.LeaveAsync();
        await StaysAwayAsync(play, ana, "member.left");
    }

    private static async Task<Client> ClosedAsync(Play play, Func<Client, Task> close)
    {
        var ana = await play.JoinedAsync();
        await ana.Send("before").Settled;
        await play.SettlesAsync(ana);
        await close(ana);
        await play.Patience.UntilAsync(play.Proxy.PassedAsync(At.Push("RoomClosed")), "the room is closed");
        return ana;
    }

    private static async Task<Client> GoneAwayAsync(Play play, string how, Func<Client, Task> close)
    {
        var ana = await play.JoinedAsync();
        await play.SettlesAsync(ana);
        var pending = Task.FromResult("");
        await play.WhileAwayAsync(async () =>
        {
            pending = ana.RefusalOfSendAsync("sent meanwhile");
            await SendingCases.ShowsPendingAsync(play, ana, "sent meanwhile");
            await close(ana);
        });
        await pending;
        await StaysAwayAsync(play, ana, how);
        return ana;
    }

    /// <summary>Lets it come back once more, and looks whether it joins without being told.</summary>
    private static async Task StaysAwayAsync(Play play, Client client, string how)
    {
        // What was said before the answer has reached it, and is not lost with the connection.
        await client.RefusalOfSendAsync("of one who is out");
        var back = play.Proxy.SeenAsync(Handshake, play.Proxy.Count(Handshake) + 1);
        play.Proxy.CutAll();
        await play.Patience.UntilAsync(back, "it comes back");
        await client.RefusalOfSendAsync("of one who is still out");
        await Patience.QuietAsync();
        if (await play.Speaker.ComingAndGoingAsync(play.Room, client.Username) is var events && !events.SequenceEqual(["member.joined", how], StringComparer.Ordinal))
            throw new CaseException($"Its person came and went: {string.Join(", ", events)}; it was to stay away after {how}.");
    }

    private static async Task JoinsAgainAsync(Play play, Client client)
    {
        await client.JoinAsync();
        await play.Speaker.PostAsync(play.Room, "welcome back");
        await play.SettlesAsync(client);
    }
}
