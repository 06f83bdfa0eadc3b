namespace ChatHub.Infrastructure.Translation;

/// <summary>Cuts what goes to the provider into batches of one language each, of at most <see cref="MaxCharacters"/> unless one text has more.</summary>
internal static class TranslationBatches
{
    private const int MaxCharacters = 8000;

    public static IEnumerable<List<TranslationItem>> Cut(IEnumerable<TranslationItem> items, int maxTexts)
    {
        var (batch, characters) = (new List<TranslationItem>(), 0);
        foreach (var item in items)
        {
            if (batch.Count == maxTexts || (batch.Count > 0 && (GoesAlone(item) || GoesAlone(batch[^1]) || characters + item.Length > MaxCharacters)))
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

    /// <summary>One that failed may be what made the others of its batch fail; and of texts in different languages a provider would detect one.</summary>
    private static bool GoesAlone(TranslationItem item) => item.IsRepeated || item.Source is null;
}
