namespace ChatHub.Infrastructure.Translation;

/// <summary>Finds what a provider calls a language by less and less of its tag (RFC 4647, 3.4): <c>en-US</c>, then <c>en</c>.</summary>
internal static class NearestTag
{
    /// <summary>The tag, and what is left of it, the nearest first.</summary>
    public static IEnumerable<string> Of(string tag)
    {
        for (var end = tag.Length; end > 0; end = tag.LastIndexOf('-', end - 1))
            yield return tag[..end];
    }
}
