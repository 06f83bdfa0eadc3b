using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Translation;

/// <summary>
/// Shows messages in the language of whoever reads them: what is kept at once, and what is missing is asked for. Safe for any number of callers.
/// </summary>
public sealed class TranslationService(
    TranslationRules rules, TranslationBudget budget, ITranslationReader reader, ITranslationDesk desk, IRoomLog log, IUserStore users, TimeProvider time)
{
    /// <summary>How long a page of history waits for translations that are missing; after that they are <c>pending</c>, and come as patches.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The language that someone reads in: the one asked for, or else the profile's.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public async Task<string?> FindLanguageAsync(Caller caller, string? language, CancellationToken cancel)
    {
        if (LanguageTag.Check(language, out var tag) is { } fault)
            throw new RefusedException("language", fault);
        return tag is not null ? tag.Value : (await users.FindAsync(caller.UserId, cancel))?.Language;
    }

    /// <summary>The messages of a room with their translations.</summary>
    /// <param name="room">The room as it stands.</param>
    /// <param name="messages">Each with the text that is shown.</param>
    /// <param name="language">The reader's; null for none.</param>
    /// <param name="patience">How long to wait for what is missing.</param>
    /// <param name="cancel">Ends the waiting; what was asked for is made all the same.</param>
    public async Task<IReadOnlyList<Message>> ShowAsync(Room room, IReadOnlyList<Message> messages, string? language, TimeSpan patience, CancellationToken cancel)
    {
        if (rules.Resolve(room.Settings, language) is not { } target)
            return messages;
        var foreign = messages.Where(message => !message.IsDeleted && !IsOwn(message, target)).Select(message => message.Id).Distinct().ToList();
        var kept = foreign.Count == 0 ? Nothing : await reader.ReadAsync(room.Id, foreign, target, cancel);
        // Else every reader of what was skipped would have it skipped again, with a patch to all who follow.
        var isSpent = budget.HasRefused(room.Id);
        var missing = foreign.Where(id => !kept.TryGetValue(id, out var known) || known.IsWorthAnotherTry(isSpent)).ToList();
        var pending = missing.Concat(kept.Where(known => known.Value.State == TranslationState.Pending).Select(known => known.Key)).ToList();
        if ((missing.Count > 0 || (pending.Count > 0 && patience > TimeSpan.Zero)) && await TranslateAsync(room, missing, pending, target, patience, cancel))
            kept = await reader.ReadAsync(room.Id, foreign, target, cancel);
        return messages.Select(message => message.IsDeleted ? message : message with { Translation = Show(message, target, kept) }).ToList();
    }

    /// <summary>Events read from the log, with the translations of their messages as far as they are kept; what is missing is asked for, and not waited for.</summary>
    public async Task<IReadOnlyList<RoomEvent>> ShowAsync(Room room, IReadOnlyList<RoomEvent> events, string? language, CancellationToken cancel)
    {
        if (rules.Resolve(room.Settings, language) is null)
            return events;
        // By id: an edited message comes with each of its events, and each time as it is now.
        var messages = events.Select(entry => entry.Message).OfType<Message>().DistinctBy(message => message.Id).ToList();
        var shown = (await ShowAsync(room, messages, language, TimeSpan.Zero, cancel)).ToDictionary(message => message.Id);
        return events.Select(entry => entry.Message is { } message ? entry with { Message = shown[message.Id] } : entry).ToList();
    }

    private static IReadOnlyDictionary<long, KeptTranslation> Nothing { get; } = new Dictionary<long, KeptTranslation>();

    private MessageTranslation Show(Message message, string target, IReadOnlyDictionary<long, KeptTranslation> kept)
    {
        if (kept.TryGetValue(message.Id, out var known))
            return new MessageTranslation(target, known.State, known.Text, known.Provider);
        return new MessageTranslation(target, IsOwn(message, target) ? TranslationState.SameLanguage : TranslationState.Pending, Text: null, Provider: null);
    }

    private bool IsOwn(Message message, string target) => rules.SourceOf(message) is { } source && rules.IsSame(source, target);

    /// <returns>Whether there may be something new.</returns>
    private async Task<bool> TranslateAsync(Room room, List<long> missing, List<long> pending, string target, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            if (missing.Count > 0)
                await log.AppendAsync(new RequestTranslations(room.Name, missing.ConvertAll(id => (id, target))));
        }
        catch (RefusedException)
        {
            // The database is too busy to note it: whoever reads the page again asks again.
            return false;
        }

        var made = desk.TranslateAsync(room.Id, pending, target);
        if (patience == TimeSpan.Zero)
            return made.IsCompleted;
        try
        {
            await made.WaitAsync(patience, time, cancel);
        }
        catch (TimeoutException)
        {
            // Some may be there all the same.
        }

        return true;
    }
}
