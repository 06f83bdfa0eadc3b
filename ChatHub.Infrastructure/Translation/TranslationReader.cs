using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Translation;

/// <inheritdoc/>
internal sealed class TranslationReader(IDatabaseReader database) : ITranslationReader
{
    public async Task<IReadOnlyDictionary<long, KeptTranslation>> ReadAsync(long roomId, IReadOnlyCollection<long> messageIds, string language, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        // An edit removes the translations of the text before, so what is there is of the present revision.
        return await context.Translations
            .Where(row => row.RoomId == roomId && messageIds.Contains(row.MessageId) && row.Language == language)
            .Select(row => new { row.MessageId, row.State, row.Text, row.Provider, row.Fault })
            .ToDictionaryAsync(
                row => row.MessageId,
                row => new KeptTranslation((TranslationState)row.State, row.Text, ProviderOf(row.State, row.Provider), (TranslationFault?)row.Fault), cancel);
    }

    public async Task<long> FindHeadAsync(long roomId, string language, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await context.TranslationPatches.Where(row => row.RoomId == roomId && row.Language == language).MaxAsync(row => (long?)row.Tseq, cancel) ?? 0;
    }

    public async Task<IReadOnlyList<TranslationPatch>> ReadPatchesAsync(long roomId, string language, long after, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await (
            from patch in context.TranslationPatches
            where patch.RoomId == roomId && patch.Language == language && patch.Tseq > after
            orderby patch.Tseq
            from translation in context.Translations
                .Where(row => row.RoomId == roomId && row.MessageId == patch.MessageId && row.Language == language && row.Revision == patch.Revision).DefaultIfEmpty()
            select new { Patch = patch, IsCurrent = translation != null, translation.Text, translation.Provider }).Take(limit).ToListAsync(cancel);
        return rows.ConvertAll(row => ToPatch(row.Patch, row.IsCurrent, row.Text, row.Provider));
    }

    private static TranslationPatch ToPatch(TranslationPatchRow row, bool isCurrent, string? text, string? provider)
    {
        var state = (TranslationState)row.State;
        var patch = new TranslationPatch(
            row.RoomId, row.Language, row.Tseq, row.Seq, row.MessageId, row.Revision, state, state == TranslationState.Ready ? text : null, ProviderOf(row.State, provider));
        return isCurrent ? patch : patch.Superseded();
    }

    /// <summary>Who made a text: nobody where there is none.</summary>
    private static string? ProviderOf(int state, string? provider) => state == (int)TranslationState.Ready ? provider : null;
}
