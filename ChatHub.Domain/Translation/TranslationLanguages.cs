namespace ChatHub.Domain.Translation;

/// <summary>The languages that can be read now. Safe for any number of callers; the list is replaced as a whole.</summary>
public sealed class TranslationLanguages
{
    private volatile IReadOnlyList<string>? _list;
    private volatile bool _isKnown;

    /// <summary>Raised when other languages can be read than before. Listeners return at once.</summary>
    public event EventHandler? Changed;

    /// <summary>Canonical tags in their order; null while the provider takes any, or nobody knows.</summary>
    public IReadOnlyList<string>? List => _list;

    /// <summary>Whether the provider has told what it takes.</summary>
    public bool IsKnown => _isKnown;

    /// <param name="list">Canonical tags; null for any.</param>
    public void Replace(IReadOnlyList<string>? list)
    {
        var isSame = _list is null ? list is null : list is not null && _list.SequenceEqual(list, StringComparer.Ordinal);
        (_list, _isKnown) = (list, true);
        if (!isSame)
            Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>The language of the texts that a reader of <paramref name="tag"/> gets: <c>pt</c> for <c>pt-BR</c> where that is all the provider has.</summary>
    /// <returns>Null when the provider has nothing for them; the tag itself while the list is not known.</returns>
    public string? Resolve(string? tag) => tag is null || _list is not { } list ? tag : LanguageMatch.Find(tag, list);
}
