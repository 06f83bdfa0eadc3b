using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Time;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Rooms;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Translation;

/// <summary>Reads what is to be translated, and what was before. Safe for any number of callers.</summary>
internal sealed class TranslationWork(IDatabaseReader database, IDatabaseWriter writer, TimeProvider time)
{
    /// <summary>Messages with a translation that is due, those due longest first.</summary>
    /// <param name="grace">How long what is due is left to whoever asked for it.</param>
    /// <param name="limit">How many translations to look at.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<MessageKey>> ListDueAsync(TimeSpan grace, int limit, CancellationToken cancel)
    {
        var before = (time.GetUtcNow() - grace).ToUnixTimeMilliseconds();
        await using var context = database.OpenContext();
        var rows = await context.Translations.Where(row => row.DueAt != null && row.DueAt <= before).OrderBy(row => row.DueAt).Take(limit)
            .Select(row => new MessageKey(row.RoomId, row.MessageId)).ToListAsync(cancel);
        return rows.Distinct().ToList();
    }

    /// <summary>The messages that are still there, with the languages that they are wanted in.</summary>
    public async Task<IReadOnlyList<MessageWork>> LoadAsync(IReadOnlyCollection<MessageKey> keys, CancellationToken cancel)
    {
        var (roomIds, ids, wanted) = (keys.Select(key => key.RoomId).Distinct().ToList(), keys.Select(key => key.MessageId).Distinct().ToList(), keys.ToHashSet());
        await using var context = database.OpenContext();
        var messages = await context.Messages.Where(row => roomIds.Contains(row.RoomId) && ids.Contains(row.Id) && !row.IsDeleted).ToListAsync(cancel);
        var rooms = await context.Rooms.Where(row => roomIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, RoomViewRow.ToRoom, cancel);
        var translations = (await context.Translations.Where(row => roomIds.Contains(row.RoomId) && ids.Contains(row.MessageId))
            .Select(row => new { row.RoomId, row.MessageId, row.Language, row.Attempts, row.DueAt }).ToListAsync(cancel))
            .ToLookup(row => new MessageKey(row.RoomId, row.MessageId), row => new WantedLanguage(row.Language, row.Attempts, row.DueAt));
        return messages.Where(row => wanted.Contains(new MessageKey(row.RoomId, row.Id)))
            .Select(row => new MessageWork(rooms[row.RoomId], ToMessage(row), translations[new MessageKey(row.RoomId, row.Id)].ToList())).ToList();
    }

    /// <summary>What was said in a room before a message, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ReadContextAsync(long roomId, long before, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var texts = await context.Messages.Where(row => row.RoomId == roomId && row.Id < before && !row.IsDeleted)
            .OrderByDescending(row => row.Id).Take(limit).Select(row => row.Text).ToListAsync(cancel);
        texts.Reverse();
        return texts;
    }

    /// <summary>Translations of equal texts into some language, by their keys. A room that is public no longer shares with no other any more.</summary>
    public async Task<IReadOnlyList<RememberedText>> RecallAsync(Room room, IReadOnlyCollection<byte[]> keys, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await (
            from row in context.Translations
            where row.TextKey != null && keys.Contains(row.TextKey) && (row.State == (int)TranslationState.Ready || row.State == (int)TranslationState.SameLanguage)
            join owner in context.Rooms on row.RoomId equals owner.Id
            where row.RoomId == room.Id || owner.Visibility == (int)RoomVisibility.Public
            select new { row.TextKey, row.Source, row.Language, row.IsDetected, Text = row.MaskedText ?? row.Text }).ToListAsync(cancel);
        return rows.ConvertAll(row => new RememberedText(Convert.ToHexString(row.TextKey!), row.Source, row.Language, row.IsDetected, row.Text));
    }

    /// <summary>What was sent for each room today, and which day that is.</summary>
    public async Task<(int Day, IReadOnlyList<(long RoomId, long Characters)> Sent)> ReadUseAsync(CancellationToken cancel)
    {
        var day = time.GetUtcNow().ToUnixDay();
        await using var context = database.OpenContext();
        var rows = await context.TranslationUse.Where(row => row.Day == day).Select(row => new { row.RoomId, row.Characters }).ToListAsync(cancel);
        return (day, rows.ConvertAll(row => (row.RoomId, row.Characters)));
    }

    /// <summary>Makes all that failed because of the provider due now.</summary>
    public Task HastenAsync()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.WriteAsync(context => context.Translations
            .Where(row => row.DueAt != null && row.DueAt > now && row.Fault >= (int)TranslationFault.Timeout && row.Fault <= (int)TranslationFault.BadAnswer)
            .ExecuteUpdate(row => row.SetProperty(translation => translation.DueAt, now)));
    }

    private static Message ToMessage(MessageRow row)
        => new(row.Id, row.SenderId, Sender: "", row.Text, row.Language, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Revision) { LanguageOrigin = (LanguageOrigin)row.LanguageOrigin };
}

/// <summary>Names a message.</summary>
internal readonly record struct MessageKey(long RoomId, long MessageId);

/// <summary>A message and the languages that it is wanted in.</summary>
internal sealed record MessageWork(Room Room, Message Message, IReadOnlyList<WantedLanguage> Languages);

/// <summary>A language that a message is wanted in.</summary>
/// <param name="Tag">Which.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">From when on it is to be made; null when it is.</param>
internal readonly record struct WantedLanguage(string Tag, int Attempts, long? DueAt);

/// <summary>A translation, masked, that was made before.</summary>
/// <param name="Key">Of the text.</param>
/// <param name="Source">Out of which language; null where nobody was sure.</param>
/// <param name="Target">Into which.</param>
/// <param name="IsDetected">Whether the provider found the source out.</param>
/// <param name="Text">Null where source and target are one.</param>
internal sealed record RememberedText(string Key, string? Source, string Target, bool IsDetected, string? Text);
