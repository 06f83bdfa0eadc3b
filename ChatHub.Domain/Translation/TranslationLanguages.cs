namespace ChatHub.Domain.Translation;

/// <summary>The languages that can be read now. Safe for any number of callers; the list is replaced as a whole.</summary>
public sealed class TranslationLanguages
{
    private volatile IReadOnlyList<string>? _list;

    /// <summary>Canonical tags in their order; null while the provider takes any, or nobody knows.</summary>
    public IReadOnlyList<string>? List => _list;

    public void Replace(IReadOnlyList<string>? list) => _list = list;

    /// <summary>The language of the texts that a reader of <paramref name="tag"/> gets: <c>pt</c> for <c>pt-BR</c> where that is all the provider has.</summary>
    /// <returns>Null when the provider has nothing for them; the tag itself while the list is not known.</returns>
    public string? Resolve(string? tag) => tag is null || _list is not { } list ? tag : LanguageMatch.Find(tag, list);
}
