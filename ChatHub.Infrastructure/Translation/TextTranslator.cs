using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Text;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Has texts translated, by the memory or by the provider, and keeps what comes of it. In this order: what somebody else has under way, the memory, the language of the text, the budget,
/// the provider. Safe for any number of callers.
/// </summary>
internal sealed class TextTranslator(
    TranslationWork work, TranslationRules rules, ITranslator translator, TranslatorCalls calls, TranslationFlights flights, TranslationBudget budget, IRoomLog log, TimeProvider time)
{
    private const int ContextMessages = 5;
    private const int ContextCharacters = 500;

    // With so many of a text in the memory no more are needed, even if some of their messages go.
    private const int WellKnown = 8;

    /// <summary>Translates what is open, and keeps what comes of all. Fails only when the server stops, or the database cannot be read.</summary>
    /// <param name="items">One or more, all of one room.</param>
    /// <param name="stopping">Ends it; what is not kept stays due.</param>
    public async Task TranslateAsync(IReadOnlyList<TranslationItem> items, CancellationToken stopping)
    {
        var room = items[0].Room;
        var (own, foreign) = flights.TakeOff(items.Where(item => item.IsOpen));
        try
        {
            await RecallAsync(room, own, stopping);
            await KeepAsync(room, items.Where(item => !item.IsOpen).ToList(), use: null, stopping);
            await DetectAsync(room, own, stopping);
            await Task.WhenAll(own.Where(item => item.IsOpen).GroupBy(item => (item.Source, item.Target)).SelectMany(items => TranslationBatches.Cut(items, translator.MaxTexts)).Select(batch => TranslateBatchAsync(room, batch, stopping)));
        }
        finally
        {
            flights.Land(own);
        }

        await SettleAsync(room, foreign, stopping);
    }

    /// <summary>Takes what others had under way.</summary>
    private async Task SettleAsync(Room room, List<(TranslationItem Item, Task<TranslationResult> Flight)> foreign, CancellationToken stopping)
    {
        var unpaid = new List<TranslationItem>();
        foreach (var (item, flight) in foreign)
        {
            var result = await flight.WaitAsync(stopping);
            stopping.ThrowIfCancellationRequested();
            // That another room has spent its budget is no reason here.
            if (result.Fault == TranslationFault.Budget)
                unpaid.Add(item);
            else
                item.Settle(result);
        }

        await KeepAsync(room, foreign.Select(pair => pair.Item).Except(unpaid).ToList(), use: null, stopping);
        if (unpaid.Count > 0)
            await TranslateAsync(unpaid, stopping);
    }

    /// <summary>What was translated before, in this room or in one that shares with it.</summary>
    private async Task RecallAsync(Room room, List<TranslationItem> items, CancellationToken stopping)
    {
        if (items.Count == 0)
            return;
        var remembered = (await work.RecallAsync(room, items.Select(item => item.Key).DistinctBy(Convert.ToHexString).ToList(), stopping)).ToLookup(text => text.Key);
        foreach (var item in items)
        {
            var same = remembered[item.FlightKey.Key].ToList();
            item.IsWellKnown = same.Count(text => text.Target == item.Target) >= WellKnown;
            if (item.Source is null && same.Find(text => text is { IsDetected: true, Source: not null }) is { } known)
                SetSource(item, known.Source!, isDetected: true);
            // Where nobody was sure of the language, null stands for that.
            if (item.IsOpen && same.Find(text => text.Text is not null && text.Source == item.Source && text.Target == item.Target) is { } kept)
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
        await Task.WhenAll(first.GroupBy(item => (item.Source, item.Target)).SelectMany(items => TranslationBatches.Cut(items, translator.MaxTexts)).Select(batch => TranslateBatchAsync(room, batch, stopping)));
        var left = unknown.SelectMany(message => message).Where(item => item.IsOpen).ToList();
        foreach (var item in left)
        {
            var asked = first.Single(asked => asked.Message.Id == item.Message.Id);
            if (asked.WasNotAnswered)
                item.Settle(asked.Result);
            else if ((asked.Source ?? item.Message.Language) is { } language)
                SetSource(item, language, asked.IsDetected);
        }

        // Some may have been translated out of that language before.
        await RecallAsync(room, left.FindAll(item => item.IsOpen), stopping);
        await KeepAsync(room, left.FindAll(item => !item.IsOpen), use: null, stopping);
    }

    private void SetSource(TranslationItem item, string source, bool isDetected)
    {
        (item.Source, item.IsDetected) = (source, isDetected);
        if (rules.IsSame(source, item.Target))
            item.KeepAsItIs();
    }

    private async Task TranslateBatchAsync(Room room, List<TranslationItem> batch, CancellationToken stopping)
    {
        var sent = batch.Where(item => budget.TryTake(room.Id, item.Length)).ToList();
        foreach (var item in batch.Except(sent))
            item.Skip(TranslationFault.Budget);
        await KeepAsync(room, batch, sent.Count == 0 ? null : await SendAsync(room, sent, stopping), stopping);
        flights.Land(batch);
    }

    /// <returns>What it cost; null for nothing.</returns>
    private async Task<TranslationUse?> SendAsync(Room room, List<TranslationItem> items, CancellationToken stopping)
    {
        var (context, contextLength) = await ReadContextAsync(room, items, stopping);
        var results = await calls.TranslateAsync(
            new TranslationBatch(items[0].Source, items[0].Target, items.ConvertAll(item => item.Text)) { Context = context }, stopping);
        foreach (var (item, result) in items.Zip(results))
        {
            if (result is { Fault: null, IsDetected: true } && rules.IsSame(result.Source!, item.Target))
                SetSource(item, result.Source!, isDetected: true);
            else
                item.Settle(result);
        }

        var characters = items.Sum(item => item.Length) + contextLength;
        if (results[0].WasSent)
            return new TranslationUse(translator.Name, items.Count, characters);
        budget.GiveBack(room.Id, characters);
        return null;
    }

    /// <summary>What was said before, for a translator that understands better with it: masked like the texts, little, and paid for like them.</summary>
    private async Task<(IReadOnlyList<string> Texts, int Length)> ReadContextAsync(Room room, List<TranslationItem> items, CancellationToken stopping)
    {
        if (!translator.UsesContext)
            return ([], 0);
        var (context, length) = (new List<string>(), 0);
        foreach (var text in (await work.ReadContextAsync(room.Id, items.Min(item => item.Message.Id), ContextMessages, stopping)).Reverse().Select(text => MaskedText.Of(text).Text))
        {
            length += Unicode.CountCodePoints(text);
            if (length > ContextCharacters)
                break;
            context.Insert(0, text);
        }

        length = context.Sum(text => Unicode.CountCodePoints(text));
        return length == 0 || !budget.TryTake(room.Id, length) ? ([], 0) : (context, length);
    }

    /// <summary>Keeps what has come of some. It was paid for, so while the database cannot take it, it waits, and nothing more is sent meanwhile.</summary>
    private async Task KeepAsync(Room room, List<TranslationItem> items, TranslationUse? use, CancellationToken stopping)
    {
        if (items.Count == 0)
            return;
        while (true)
        {
            try
            {
                await log.AppendAsync(new CompleteTranslations(room.Name, items.ConvertAll(item => item.Outcome!), rules, use));
                return;
            }
            catch (RefusedException refusal) when (refusal.RetryAfter is { } pause)
            {
                await Task.Delay(pause, time, stopping);
            }
        }
    }
}
