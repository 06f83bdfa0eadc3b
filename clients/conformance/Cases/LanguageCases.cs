using ChatHub.Conformance.Playing;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Changing the language that one reads in.</summary>
internal static class LanguageCases
{
    public static readonly Case[] All =
    [
        new("language-changed",
            "It changes its language from Spanish to French, in which others have read the room before.",
            "Every message with its French translation, those from before, too.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync("es");
                await play.SettlesAsync(ana);
                await FrenchIsKeptAsync(play);
                await ana.ReadInAsync("fr");
                await JoiningCases.ConversationAsync(play, "after");
                await play.SettlesAsync(ana);
            }),
        new("language-changed-away",
            "It is told to read in French, as others do, while there is no network.",
            "Every message with its French translation, those from before, too.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync("es");
                await play.SettlesAsync(ana);
                var changing = Task.CompletedTask;
                await play.WhileAwayAsync(async () =>
                {
                    changing = ana.ReadInAsync("fr");
                    await JoiningCases.ConversationAsync(play, "meanwhile");
                    await FrenchIsKeptAsync(play);
                });
                await changing;
                await play.Speaker.PostAsync(play.Room, "after");
                await play.SettlesAsync(ana);
            }),
        new("language-answer-lost",
            "The connection is cut before the answer to its change of language.",
            "Every message with its French translation.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync("es");
                await FrenchIsKeptAsync(play);
                play.Proxy.Add(At.Answer("SetLanguage"), new Fate.Drop(), isWanted: false);
                await ana.ReadInAsync("fr");
                await JoiningCases.ConversationAsync(play, "after");
                await play.SettlesAsync(ana);
            }),
        new("language-off",
            "It stops reading in a language, and the connection is cut.",
            "No translations.",
            async play =>
            {
                await JoiningCases.ConversationAsync(play, "before");
                var ana = await play.JoinedAsync("es");
                await play.SettlesAsync(ana);
                await ana.ReadInAsync(language: null);
                play.Proxy.CutAll();
                await JoiningCases.ConversationAsync(play, "after");
                await play.SettlesAsync(ana);
            }),
    ];

    /// <summary>Has the room read in French, so that its translations are kept, and no patch will bring them.</summary>
    private static async Task FrenchIsKeptAsync(Play play) => await (await play.PersonAsync("lectrice")).HistoryAsync(play.Room, "fr");
}
