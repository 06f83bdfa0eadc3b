using System.Collections.Concurrent;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Translates messages that are wanted in other languages, and keeps what comes of it. In this order: the room's policy, the language of the message, its glossary, masking, whether
/// anything is left, the memory, the budget, the provider. A text is with the provider once at a time for a pair of languages: who wants the same waits for it. Safe for any number of callers.
/// </summary>
internal sealed class MessageTranslator(
    TranslationWork work, TranslationRules rules, ITranslator translator, TranslatorCalls calls, TranslationClaims claims, TranslationBudget budget, IGlossaryReader glossaries,
    ITranslationAudience audience, IRoomLog log, TimeProvider time)
{
    private const int BatchTexts = 20;
    private const int BatchCharacters = 8000;
    private const int ContextMessages = 5;

    private readonly ConcurrentDictionary<(string Key, string? Source, string Target), TranslationItem> _flights = new();

    /// <summary>Makes the translations of some messages that are due and that nobody works on.</summary>
    /// <param name="keys">The messages.</param>
    /// <param name="onlyInto">Only this language, and then those that somebody else works on are waited for; null for all.</param>
    /// <param name="stopping">Ends it; what is not done stays due.</param>
    public async Task TranslateAsync(IReadOnlyCollection<MessageKey> keys, string? onlyInto, CancellationToken stopping)
    {
        var found = await work.LoadAsync(keys, stopping);
        if (onlyInto is null && await RequestMissedAsync(found))
            found = await work.LoadAsync(keys, stopping);

        var others = new List<Task>();
        var items = Claim(found, await ReadGlossariesAsync(found, stopping), onlyInto, others);
        try
        {
            await Task.WhenAll(items.GroupBy(item => item.Room.Id).Select(room => TranslateRoomAsync([.. room], stopping)));
        }
        finally
        {
            foreach (var item in items)
                claims.Release(new TranslationClaim(item.Room.Id, item.Message.Id, item.Message.Revision, item.Target));
        }

        if (onlyInto is not null)
            await Task.WhenAll(others).WaitAsync(stopping);
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

    private List<TranslationItem> Claim(IReadOnlyList<MessageWork> found, Dictionary<long, Glossary> read, string? onlyInto, List<Task> others)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var items = new List<TranslationItem>();
        foreach (var (room, message, languages) in found)
        {
            var masked = MaskedText.Of(message.Text);
            foreach (var language in languages.Where(language => language.DueAt <= now && (onlyInto is null || language.Tag == onlyInto)))
            {
                if (!claims.TryClaim(new TranslationClaim(room.Id, message.Id, message.Revision, language.Tag), out var other))
                {
                    others.Add(other);
                    continue;
                }

                var text = TranslatableText.Of(message.Text, masked, read[room.Id], language.Tag);
                var key = TextKey.Of(translator.Name, room.Settings.Visibility == RoomVisibility.Public ? null : room.Id, text.Text);
                items.Add(Settle(new TranslationItem(room, message, language.Tag, text, key, rules.SourceOf(message)) { IsRepeated = language.Attempts > 0 }, text));
            }
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
        else if (item.Source is null && !translator.CanDetect)
            item.Fail(TranslationFault.UnknownSource);
        return item;
    }

    private async Task TranslateRoomAsync(IReadOnlyList<TranslationItem> items, CancellationToken stopping)
    {
        var room = items[0].Room;
        var (own, foreign) = TakeOff(items);
        try
        {
            await RecallAsync(room, own, stopping);
            await KeepAsync(room, items.Where(item => !item.IsOpen).ToList());
            await DetectAsync(room, own, stopping);
            await Task.WhenAll(own.Where(item => item.IsOpen).GroupBy(item => (item.Source, item.Target)).SelectMany(Cut).Select(batch => TranslateBatchAsync(room, batch, stopping)));
        }
        finally
        {
            Land(own);
        }

        foreach (var (item, flight) in foreign)
            item.Settle(await flight.WaitAsync(stopping));
        await KeepAsync(room, foreign.ConvertAll(pair => pair.Item));
    }

    /// <summary>Parts those that go to the provider themselves from those for which another is on its way.</summary>
    private (List<TranslationItem> Own, List<(TranslationItem Item, Task<TranslationResult> Flight)> Foreign) TakeOff(IReadOnlyList<TranslationItem> items)
    {
        var (own, foreign) = (new List<TranslationItem>(), new List<(TranslationItem, Task<TranslationResult>)>());
        foreach (var item in items.Where(item => item.IsOpen))
        {
            var first = _flights.GetOrAdd(item.FlightKey, item);
            if (first == item)
                own.Add(item);
            else
                foreign.Add((item, first.Flight));
        }

        return (own, foreign);
    }

    /// <summary>What was translated before, in this room or in one that shares with it.</summary>
    private async Task RecallAsync(Room room, List<TranslationItem> items, CancellationToken stopping)
    {
        if (items.Count == 0)
            return;
        var remembered = await work.RecallAsync(room, items.Select(item => item.Key).DistinctBy(Convert.ToHexString).ToList(), stopping);
        foreach (var item in items)
        {
            var same = remembered.Where(text => text.Key == item.FlightKey.Key).ToList();
            if (item.Source is null && same.Find(text => text is { IsDetected: true, Source: not null }) is { } known)
                SetSource(item, known.Source!, isDetected: true);
            if (item.IsOpen && item.Source is not null && same.Find(text => text.Source == item.Source && text.Target == item.Target) is { } kept)
                item.Settle(new TranslationResult(kept.Text, item.Source, item.IsDetected, Fault: null, translator.Name));
        }
    }

    /// <summary>
    /// Finds out the language of messages whose sender did not give it: the provider tells it with the first translation, of which the one least likely to be pointless is
    /// taken; then the others are asked for with a language given.
    /// </summary>
    private async Task DetectAsync(Room room, List<TranslationItem> items, CancellationToken stopping)
    {
        var unknown = items.Where(item => item.IsOpen && item.Source is null).GroupBy(item => item.Message.Id).ToList();
        var first = unknown.ConvertAll(message => message.OrderBy(item => item.Message.Language is { } assumed && rules.IsSame(assumed, item.Target)).ThenBy(item => item.Target, StringComparer.Ordinal).First());
        await Task.WhenAll(first.GroupBy(item => (item.Source, item.Target)).SelectMany(Cut).Select(batch => TranslateBatchAsync(room, batch, stopping)));
        var left = unknown.SelectMany(message => message).Where(item => item.IsOpen).ToList();
        foreach (var item in left)
        {
            var asked = first.Single(asked => asked.Message.Id == item.Message.Id);
            if ((asked.Source ?? item.Message.Language) is { } language)
                SetSource(item, language, asked.IsDetected);
        }

        await KeepAsync(room, left.Where(item => !item.IsOpen).ToList());
    }

    private void SetSource(TranslationItem item, string source, bool isDetected)
    {
        (item.Source, item.IsDetected) = (source, isDetected);
        if (rules.IsSame(source, item.Target))
            item.KeepAsItIs();
    }

    private static IEnumerable<List<TranslationItem>> Cut(IEnumerable<TranslationItem> items)
    {
        var (batch, characters) = (new List<TranslationItem>(), 0);
        foreach (var item in items)
        {
            // One that failed goes alone: it may be what made the others of its batch fail.
            if (batch.Count == BatchTexts || (batch.Count > 0 && (item.IsRepeated || batch[^1].IsRepeated || characters + item.Length > BatchCharacters)))
            {
                yield return batch;
                (batch, characters) = ([], 0);
            }

            batch.Add(item);
            characters += item.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private async Task TranslateBatchAsync(Room room, List<TranslationItem> batch, CancellationToken stopping)
    {
        var sent = batch.Where(item => budget.TryTake(room.Id, item.Length)).ToList();
        foreach (var item in batch.Except(sent))
            item.Skip(TranslationFault.Budget);
        if (sent.Count > 0)
        {
            var context = translator.UsesContext ? await work.ReadContextAsync(room.Id, sent.Min(item => item.Message.Id), ContextMessages, stopping) : [];
            var results = await calls.TranslateAsync(
                new TranslationBatch(sent[0].Source, sent[0].Target, sent.ConvertAll(item => item.Text)) { Context = context }, stopping);
            foreach (var (item, result) in sent.Zip(results))
            {
                if (result is { Fault: null, IsDetected: true } && rules.IsSame(result.Source!, item.Target))
                    SetSource(item, result.Source!, isDetected: true);
                else
                    item.Settle(result);
            }
        }

        await KeepAsync(room, batch, sent.Count == 0 ? null : new TranslationUse(translator.Name, sent.Count, sent.Sum(item => (long)item.Length)));
        Land(batch);
    }

    private async Task KeepAsync(Room room, List<TranslationItem> items, TranslationUse? use = null)
    {
        if (items.Count == 0)
            return;
        try
        {
            await log.AppendAsync(new CompleteTranslations(room.Name, items.Select(item => item.Outcome!).ToList(), use));
        }
        catch (RefusedException)
        {
            // The database is too busy: they stay due, and are tried again.
        }
    }

    private void Land(IEnumerable<TranslationItem> items)
    {
        foreach (var item in items)
        {
            _flights.TryRemove(KeyValuePair.Create(item.FlightKey, item));
            item.Land();
        }
    }
}
