using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Domain.Time;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Translations: each with its message, and with the patch that tells clients of it.</summary>
internal sealed partial class SqliteRoomTransaction
{
    private readonly Dictionary<(long RoomId, string Language), long> _tseqs = [];
    private List<TranslationPatch> _patches = [];
    private long? _lastIndexId;

    public ValueTask RequestTranslationAsync(Room room, long messageId, string language)
    {
        Writes++;
        translationStatements.Request.Execute(room.Id, messageId, language, Now.ToUnixTimeMilliseconds());
        return default;
    }

    public ValueTask CompleteTranslationAsync(Room room, TranslationOutcome outcome)
    {
        Writes++;
        var found = translationStatements.Find.First(
            row => new FoundTranslation(row.GetInt32(0), row.GetInt64(1), (TranslationState)row.GetInt32(2), row.GetInt32(3)), room.Id, outcome.MessageId, outcome.Language);
        if (found is not { State: TranslationState.Pending or TranslationState.Failed } known || known.Revision != outcome.Revision)
            return default;

        var attempts = known.Attempts + 1;
        var retryAfter = outcome is { State: TranslationState.Failed, Fault: { } fault } ? RetrySchedule.DelayAfter(fault, attempts) : null;
        translationStatements.Complete.Execute(
            room.Id, outcome.MessageId, outcome.Language, (int)outcome.State, (int?)outcome.Fault, outcome.Text, outcome.MaskedText, outcome.Provider, outcome.Source,
            outcome.IsDetected, outcome.Key, attempts, retryAfter is { } delay ? (Now + delay).ToUnixTimeMilliseconds() : default(long?), AddTranslationTerms(outcome.Terms));
        // That it failed once more is no news.
        if (outcome.State != known.State)
            AddPatch(room, outcome, known);
        return default;
    }

    public ValueTask SetDetectedLanguageAsync(Room room, long messageId, int revision, string language)
    {
        Writes++;
        translationStatements.SetLanguage.Execute(room.Id, messageId, revision, language);
        return default;
    }

    public ValueTask AddTranslationUseAsync(Room room, TranslationUse use)
    {
        Writes++;
        translationStatements.AddUse.Execute(Now.ToUnixDay(), use.Provider, room.Id, use.Texts, use.Characters);
        return default;
    }

    private void AddPatch(Room room, TranslationOutcome outcome, FoundTranslation known)
    {
        var key = (room.Id, outcome.Language);
        if (!_tseqs.TryGetValue(key, out var head))
            head = translationStatements.FindHead.First(row => row.GetInt64(0), room.Id, outcome.Language);
        _tseqs[key] = ++head;
        translationStatements.AddPatch.Execute(room.Id, outcome.Language, head, outcome.MessageId, outcome.Revision, known.Seq, (int)outcome.State);
        _patches.Add(new TranslationPatch(
            room.Id, outcome.Language, head, known.Seq, outcome.MessageId, outcome.Revision, outcome.State, outcome.Text, outcome.Provider));
    }

    /// <returns>Its row in the index; null when there is nothing to find it by.</returns>
    private long? AddTranslationTerms(string? terms)
    {
        if (string.IsNullOrEmpty(terms))
            return null;
        _lastIndexId ??= translationStatements.FindLastIndexId.First(row => row.GetInt64(0));
        translationStatements.AddTerms.Execute(++_lastIndexId, terms);
        return _lastIndexId;
    }

    /// <summary>What was made of a text that is gone; the patches of this very transaction, of which nobody was told yet, are no exception.</summary>
    private void RemoveTranslations(Room room, Message message)
    {
        RemoveTranslations(room, message.Id, message.Id);
        if (_patches.Exists(IsOf))
            _patches = _patches.ConvertAll(patch => IsOf(patch) ? patch.Superseded() : patch);

        bool IsOf(TranslationPatch patch) => patch.RoomId == room.Id && patch.MessageId == message.Id;
    }

    private void RemoveTranslations(Room room, long from, long upTo)
    {
        foreach (var (indexId, text) in translationStatements.ListIndexed.List(row => (row.GetInt64(0), row.GetString(1)), room.Id, from, upTo))
            translationStatements.RemoveTerms.Execute(indexId, SearchText.ToTerms(text));
        translationStatements.Remove.Execute(room.Id, from, upTo);
    }

    private void RemovePatches(Room room, long upTo)
    {
        for (var language = ""; (language = translationStatements.NextLanguage.First(row => row.GetString(0), room.Id, language)) is not null;)
            translationStatements.RemovePatches.Execute(room.Id, language, upTo);
    }

    private sealed record FoundTranslation(int Revision, long Seq, TranslationState State, int Attempts);
}
