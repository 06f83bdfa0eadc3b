namespace ChatHub.Domain.Translation;

/// <summary>
/// Which of the languages that a provider has serves somebody: lookup (RFC 4647, section 3.4) with the codes that changed over time (RFC 5646), and with another
/// region's at last. Never another script: who reads Chinese in one may not read it in the other.
/// </summary>
public static class LanguageMatch
{
    /// <summary>The best of <paramref name="available"/> for <paramref name="tag"/>, both of canonical tags; among equals the first.</summary>
    /// <returns>
    /// In this order: the tag itself; the same language by another name, so that <c>zh-CN</c> and <c>zh-Hans</c>, or <c>no</c> and <c>nb</c>, serve each other; the
    /// tag without its last variant, and so on up to its region; another region. Null when there is none.
    /// </returns>
    public static string? Find(string tag, IReadOnlyList<string> available)
    {
        if (available.Contains(tag, StringComparer.Ordinal))
            return tag;
        var wanted = LanguageSubtags.Of(tag);
        var written = available.Select(candidate => (Tag: candidate, Subtags: LanguageSubtags.Of(candidate)))
            .Where(candidate => candidate.Subtags.Language == wanted.Language && candidate.Subtags.Script == wanted.Script).ToList();
        var inOrder = Truncations(wanted).Select(range => written.Find(candidate => candidate.Subtags == range).Tag);
        return inOrder.FirstOrDefault(found => found is not null) ?? written.Find(candidate => candidate.Subtags.Variants.Length == 0).Tag;
    }

    private static IEnumerable<LanguageSubtags> Truncations(LanguageSubtags subtags)
    {
        for (; subtags.Variants.Length > 0; subtags = subtags with { Variants = subtags.Variants[..Math.Max(subtags.Variants.LastIndexOf('-'), 0)] })
            yield return subtags;
        yield return subtags;
        yield return subtags with { Region = null };
    }
}
