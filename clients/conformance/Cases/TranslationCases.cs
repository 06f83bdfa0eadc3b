using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Reading in one's own language. The server's translator is the pseudo one: `[es] ` and the text.</summary>
internal static class TranslationCases
{
    private static readonly At Patch = At.Push("Translations");

    public static readonly Case[] All =
    [
        new("translation",
            "Nothing: it reads in Spanish what was said before it came, and what is said, edited and deleted while it is there.",
            "Every message with its translation.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync("es");
                await JoiningCases.ConversationAsync(play, "after");
                await ana.Send("mine").Settled;
                await play.SettlesAsync(ana);
            }),
        new("translation-none",
            "It reads in no language, beside somebody who does.",
            "No translations.",
            async play =>
            {
                var ana = await play.JoinedAsync();
                var luis = await play.JoinedAsync("es");
                await JoiningCases.ConversationAsync(play, "said");
                await play.SettlesAsync(luis);
                await play.SettlesAsync(ana);
            }),
        new("translation-lost",
            "The connection is cut before a patch, and in the middle of another.",
            "Every message with its translation.",
            async play =>
            {
                var ana = await play.JoinedAsync("es");
                play.Proxy.Add(Patch, new Fate.Drop());
                play.Proxy.Add(Patch, new Fate.Cut());
                await play.Speaker.PostManyAsync(play.Room, "hello", 3);
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(Patch, 2), "patches come");
                await play.Speaker.PostManyAsync(play.Room, "hello again", 3);
                await play.SettlesAsync(ana);
            }),
        new("translation-away",
            "While there is no network, another reader of its language has messages translated, edited and deleted; some patches are superseded.",
            "Every message with its translation.",
            async play =>
            {
                var known = await play.Speaker.PostAsync(play.Room, "known");
                var ana = await play.JoinedAsync("es");
                await play.SettlesAsync(ana);
                var reader = await play.PersonAsync("lector");
                await play.WhileAwayAsync(async () =>
                {
                    await play.Speaker.EditAsync(play.Room, known, "known, edited");
                    await JoiningCases.ConversationAsync(play, "meanwhile");
                    // Reading asks for the translations, so that their patches are missed.
                    await reader.HistoryAsync(play.Room, "es");
                    await JoiningCases.ConversationAsync(play, "later");
                });
                await play.SettlesAsync(ana);
            }),
        new("translation-slow",
            "A patch, and all behind it, is held up until its message has been edited.",
            "The message with the translation of what it says now.",
            async play =>
            {
                var ana = await play.JoinedAsync("es");
                var released = new TaskCompletionSource();
                play.Proxy.Add(Patch, new Fate.Hold(released.Task));
                var id = await play.Speaker.PostAsync(play.Room, "first words");
                await play.Patience.UntilAsync(play.Proxy.SeenAsync(Patch), "the first patch is on its way");
                await play.Speaker.EditAsync(play.Room, id, "second thoughts");
                released.SetResult();
                await play.Speaker.PostAsync(play.Room, "and more");
                await play.SettlesAsync(ana);
            }),
        new("translation-restart",
            "It is killed, and started again with the same storage, after messages were translated, edited and deleted.",
            "Every message with its translation.",
            async play =>
            {
                var known = await play.Speaker.PostAsync(play.Room, "known");
                var ana = await play.JoinedAsync("es");
                await play.SettlesAsync(ana);
                await play.RestartAsync(ana, async () =>
                {
                    await play.Speaker.EditAsync(play.Room, known, "known, edited");
                    await JoiningCases.ConversationAsync(play, "meanwhile");
                });
                await play.SettlesAsync(ana);
            }),
        new("translation-reset",
            "It reads in Spanish, and its cursor is of another epoch when it comes back.",
            "Every message with its translation.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync("es");
                await play.SettlesAsync(ana);
                play.Proxy.Add(Points.JoinWithCursor, ResettingCases.OfAnotherEpoch);
                await play.WhileAwayAsync(() => JoiningCases.ConversationAsync(play, "meanwhile"));
                await play.SettlesAsync(ana);
            }),
    ];
}
