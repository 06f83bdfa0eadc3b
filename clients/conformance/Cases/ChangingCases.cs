using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Editing, deleting and reacting, by the client and by others.</summary>
internal static class ChangingCases
{
    public static readonly Case[] All =
    [
        new("change",
            "Nothing: it edits, deletes and reacts, and so do others.",
            "The room as it is.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await ChangesAsync(play, ana);
                await JoiningCases.ConversationAsync(play, "others");
                await play.SettlesAsync(ana);
            }),
        new("change-answers-lost",
            "The answer to an edit, to a deletion and to a reaction is lost.",
            "Each change once: revision 2 after one edit.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                foreach (var method in new[] { "EditMessage", "DeleteMessage", "AddReaction" })
                    play.Proxy.Add(At.Answer(method), new Fate.Drop());
                await ChangesAsync(play, ana);
                await play.SettlesAsync(ana);
            }),
        new("change-calls-lost",
            "An edit, a deletion and a reaction are lost before they reach the server.",
            "Each change once.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                foreach (var method in new[] { "EditMessage", "DeleteMessage", "AddReaction" })
                    play.Proxy.Add(At.Call(method), new Fate.Drop());
                await ChangesAsync(play, ana);
                await play.SettlesAsync(ana);
            }),
        new("away-posts",
            "While there is no network, others speak.",
            "What they said.",
            play => AwayAsync(play, () => play.Speaker.PostManyAsync(play.Room, "meanwhile", 5))),
        new("away-changes",
            "While there is no network, messages that it shows are edited, deleted and reacted to.",
            "The messages as they are now.",
            async play =>
            {
                var (edited, deleted, liked) = (await play.Speaker.PostAsync(play.Room, "a"), await play.Speaker.PostAsync(play.Room, "b"), await play.Speaker.PostAsync(play.Room, "c"));
                await play.Speaker.ReactAsync(play.Room, edited, "👍");
                await play.Speaker.ReactAsync(play.Room, deleted, "👍");
                await AwayAsync(play, async () =>
                {
                    await play.Speaker.EditAsync(play.Room, edited, "a, edited");
                    await play.Speaker.TakeReactionAsync(play.Room, edited, "👍");
                    await play.Speaker.DeleteAsync(play.Room, deleted);
                    await play.Speaker.ReactAsync(play.Room, liked, "🎉");
                });
            }),
        new("away-everything",
            "While there is no network, messages come that are edited, deleted and reacted to before it is back.",
            "The messages as they are now.",
            play => AwayAsync(play, () => JoiningCases.ConversationAsync(play, "meanwhile"))),
        new("away-long",
            "While there is no network, 150 messages come: more than a backlog or a chunk.",
            "All of them.",
            play => AwayAsync(play, () => play.Speaker.PostManyAsync(play.Room, "meanwhile", 150))),
        new("away-twice",
            "The network is gone twice, and others speak each time, and in between.",
            "The room as it is.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                await play.WhileAwayAsync(() => play.Speaker.PostManyAsync(play.Room, "first absence", 3));
                await play.Speaker.PostAsync(play.Room, "in between");
                await play.SettlesAsync(ana);
                await play.WhileAwayAsync(() => JoiningCases.ConversationAsync(play, "second absence"));
                await play.SettlesAsync(ana);
            }),
        new("away-members",
            "While there is no network, somebody whose messages it shows leaves the room and comes back.",
            "The room as it is: what is about members changes no message.",
            async play =>
            {
                var guest = await play.PersonAsync("guest");
                await guest.JoinAsync(play.Room);
                await guest.PostAsync(play.Room, "here I am");
                await AwayAsync(play, async () =>
                {
                    await guest.LeaveAsync(play.Room);
                    await guest.JoinAsync(play.Room);
                    await guest.PostAsync(play.Room, "here I am again");
                });
            }),
    ];

    private static async Task ChangesAsync(Play play, Client ana)
    {
        var theirs = await play.Speaker.PostAsync(play.Room, "theirs");
        var (edited, deleted) = (ana.Send("to be edited"), ana.Send("to be deleted"));
        await ana.EditAsync(await edited.Settled, "edited");
        await ana.DeleteAsync(await deleted.Settled);
        await ana.ReactAsync(theirs, "👍");
        await ana.ReactAsync(await edited.Settled, "👩‍👩‍👧");
    }

    private static async Task AwayAsync(Play play, Func<Task> happening)
    {
        await play.Speaker.PostAsync(play.Room, "before");
        var ana = await play.JoinedAsync();
        await play.SettlesAsync(ana);
        await play.WhileAwayAsync(happening);
        await play.SettlesAsync(ana);
        await play.Speaker.PostAsync(play.Room, "after");
        await play.SettlesAsync(ana);
    }
}
