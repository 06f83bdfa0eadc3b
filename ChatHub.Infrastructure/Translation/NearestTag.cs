namespace ChatHub.Infrastructure.Translation;

/// <summary>Finds what a provider calls a language by less and less of its tag (RFC 4647, 3.4): <c>en-US</c>, then <c>en</c>.</summary>
internal static class NearestTag
{
    /// <returns>Null when nothing of <paramref name="available"/> fits.</returns>
    public static string? Find(string tag, IReadOnlyList<string> available)
    {
        for (var end = tag.Length; end > 0; end = tag.LastIndexOf('-', end - 1))
        {
            if (available.Contains(tag[..end], StringComparer.Ordinal))
                return tag[..end];
        }

        return null;
    }
}
