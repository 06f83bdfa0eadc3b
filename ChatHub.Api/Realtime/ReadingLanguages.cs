using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>Which language a connection reads in: its own, or the profile's. Safe for any number of callers; calls for one connection take turns.</summary>
internal sealed class ReadingLanguages(TranslationRules rules, IUserStore users)
{
    /// <summary>Gives a connection that has just come its language: the one asked for, or else the profile's.</summary>
    public static Task StartAsync(ClientConnection connection, string? asked, Func<Task<string?>> findProfile)
    {
        // First, so that a change of the profile that comes meanwhile is not lost.
        connection.HasProfileLanguage = asked is null;
        return connection.InTurnAsync(async () => connection.Language = asked ?? await findProfile());
    }

    /// <summary>Changes the connection's reading language. When it completes, no translation into the old one comes any more.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public Task<ReadingLanguageDto> SetAsync(ClientConnection connection, string? language)
    {
        if (LanguageTag.Check(language, out var tag) is { } fault)
            throw new RefusedException("language", fault);
        return connection.InTurnAsync(() =>
        {
            connection.HasProfileLanguage = false;
            return ChangeAsync(connection, tag?.Value);
        });
    }

    /// <summary>Brings the connection's language up to date: with the profile's, unless it has one of its own, and with what the provider has for it.</summary>
    public Task RefreshAsync(ClientConnection connection) => connection.InTurnAsync(async () =>
    {
        // Read only now: of two changes the one that came last counts, whichever is told first.
        var language = connection.HasProfileLanguage ? (await users.FindAsync(connection.Caller.UserId, connection.Aborted))?.Language : connection.Language;
        return await ChangeAsync(connection, language);
    });

    private async Task<ReadingLanguageDto> ChangeAsync(ClientConnection connection, string? language)
    {
        connection.Language = language;
        var rooms = new List<RoomTranslationsDto>();
        foreach (var following in connection.Followings.Values)
        {
            if (!following.Feed.SetLanguage(following, rules.Resolve(language)))
                continue;
            await following.Feed.OpenAsync(following);
            if (following.Feed.Begin(following) is { } tseq)
                rooms.Add(new RoomTranslationsDto(following.Room.Name, TranslationCursorDto.Of(following, tseq)));
        }

        await connection.Outbox.PostAsync(message: null, stale: null);
        return new ReadingLanguageDto(language, rooms);
    }
}
