using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Translates messages that are wanted in other languages. In this order: the room's policy, the language of the message, its glossary, masking, whether anything is left;
/// what is still open then is for the <see cref="TextTranslator"/>. Safe for any number of callers: a message is worked on by one of them at a time.
/// </summary>
internal sealed class MessageTranslator(
    TranslationWork work, TextTranslator texts, TranslationRules rules, ITranslator translator, TranslationClaims claims, IGlossaryReader glossaries,
    ITranslationAudience audience, IRoomLog log, TimeProvider time)
{
    /// <summary>Translates messages that were written just now, also for those who have come since.</summary>
    public async Task TranslateWrittenAsync(IReadOnlyCollection<MessageKey> keys, CancellationToken stopping)
    {
        var found = await work.LoadAsync(keys, stopping);
        if (await RequestMissedAsync(found))
            found = await work.LoadAsync(keys, stopping);
        await TranslateAsync(found, onlyInto: null, stopping);
    }

    /// <summary>Makes the translations of some messages that are due and that nobody works on.</summary>
    /// <param name="keys">The messages.</param>
    /// <param name="onlyInto">Only this language, and then those that somebody else works on are waited for; null for all.</param>
    /// <param name="stopping">Ends it; what is not done stays due.</param>
    /// <returns>How many translations it worked on.</returns>
    public async Task<int> TranslateAsync(IReadOnlyCollection<MessageKey> keys, string? onlyInto, CancellationToken stopping)
        => await TranslateAsync(await work.LoadAsync(keys, stopping), onlyInto, stopping);

    private async Task<int> TranslateAsync(IReadOnlyList<MessageWork> found, string? onlyInto, CancellationToken stopping)
    {
        var read = await ReadGlossariesAsync(found, stopping);
        var (claimed, others, items) = (new List<TranslationClaim>(), new List<Task>(), new List<TranslationItem>());
        try
        {
            foreach (var message in found)
                items.AddRange(Claim(message, read[message.Room.Id], onlyInto, claimed, others));
            await Task.WhenAll(items.GroupBy(item => item.Room.Id).Select(room => texts.TranslateAsync([.. room], stopping)));
        }
        finally
        {
            claimed.ForEach(claims.Release);
        }

        if (onlyInto is not null)
            await Task.WhenAll(others).WaitAsync(stopping);
        return items.Count;
    }

    /// <summary>A reader may have come between the message's transaction and now: then their language was not asked for, and the message is not among those that they catch up with.</summary>
    private async Task<bool> RequestMissedAsync(IReadOnlyList<MessageWork> found)
    {
        var missed = found.SelectMany(item => audience.GetLanguages(item.Room.Id).Except(item.Languages.Select(language => language.Tag), StringComparer.Ordinal)
            .Select(language => (Room: item.Room.Name, item.Message.Id, Language: language))).ToList();
        foreach (var room in missed.GroupBy(item => item.Room, StringComparer.Ordinal))
            await log.AppendAsync(new RequestTranslations(room.Key, room.Select(item => (item.Id, item.Language)).ToList()));
        return missed.Count > 0;
    }

    private async Task<Dictionary<long, Glossary>> ReadGlossariesAsync(IReadOnlyList<MessageWork> found, CancellationToken stopping)
    {
        var read = new Dictionary<long, Glossary>();
        foreach (var room in found.Select(item => item.Room).DistinctBy(room => room.Id))
            read[room.Id] = await glossaries.ReadAsync(room, stopping);
        return read;
    }

    private List<TranslationItem> Claim(MessageWork wanted, Glossary glossary, string? onlyInto, List<TranslationClaim> claimed, List<Task> others)
    {
        var (room, message, languages) = wanted;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var items = new List<TranslationItem>();
        MaskedText? masked = null;
        foreach (var language in languages.Where(language => language.DueAt <= now && (onlyInto is null || language.Tag == onlyInto)))
        {
            var claim = new TranslationClaim(room.Id, message.Id, message.Revision, language.Tag);
            if (!claims.TryClaim(claim, out var other))
            {
                others.Add(other);
                continue;
            }

            claimed.Add(claim);
            var text = TranslatableText.Of(message.Text, masked ??= MaskedText.Of(message.Text), glossary, language.Tag);
            var key = TextKey.Of(translator.Name, room.Settings.Visibility == RoomVisibility.Public ? null : room.Id, text.Text);
            items.Add(Settle(new TranslationItem(room, message, language.Tag, text, key, rules.SourceOf(message)) { IsRepeated = language.Attempts > 0 }, text));
        }

        return items;
    }

    /// <summary>Settles what needs no provider.</summary>
    private TranslationItem Settle(TranslationItem item, TranslatableText text)
    {
        if (!rules.Allow(item.Room.Settings))
            item.Skip(TranslationFault.Policy);
        else if (item.Source is not null && rules.IsSame(item.Source, item.Target))
            item.KeepAsItIs();
        else if (text.ByGlossaryAlone is { } known)
            item.SettleByGlossary(known);
        else if (!text.HasWords)
            item.Skip(reason: null);
        else if (item.Source is null && translator.NeedsSource)
            item.Fail(TranslationFault.UnknownSource);
        return item;
    }
}
