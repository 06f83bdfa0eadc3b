namespace ChatHub.Infrastructure.Translation;

/// <summary>Cuts what goes to the provider into batches: at most <see cref="MaxTexts"/>, and <see cref="MaxCharacters"/> unless one text has more.</summary>
internal static class TranslationBatches
{
    private const int MaxTexts = 20;
    private const int MaxCharacters = 8000;

    public static IEnumerable<List<TranslationItem>> Cut(IEnumerable<TranslationItem> items)
    {
        var (batch, characters) = (new List<TranslationItem>(), 0);
        foreach (var item in items)
        {
            // One that failed goes alone: it may be what made the others of its batch fail.
            if (batch.Count == MaxTexts || (batch.Count > 0 && (item.IsRepeated || batch[^1].IsRepeated || characters + item.Length > MaxCharacters)))
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
}
