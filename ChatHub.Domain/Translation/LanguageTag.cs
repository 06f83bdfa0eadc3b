using System.Text.RegularExpressions;

namespace ChatHub.Domain.Translation;

/// <summary>
/// A language as a BCP 47 tag (RFC 5646): language, and perhaps script, region and variants; written as section 2.1.1 recommends,
/// so <c>pt-br</c> becomes <c>pt-BR</c>. Extensions and private use name no language that anybody could translate into.
/// </summary>
public sealed partial record LanguageTag
{
    private LanguageTag(string value) => Value = value;

    public string Value { get; }

    /// <summary>Checks a tag; null stands for no language, and is good.</summary>
    /// <returns>What is wrong with it, as a sentence; null when <paramref name="tag"/> is good.</returns>
    public static string? Check(string? text, out LanguageTag? tag)
    {
        tag = text is not null && WellFormed().IsMatch(text) ? new LanguageTag(Canonical(text)) : null;
        return text is null || tag is not null ? null : "Must be a BCP 47 language tag, such as 'es' or 'pt-BR'.";
    }

    public override string ToString() => Value;

    private static string Canonical(string text) => string.Join('-', text.Split('-').Select(CanonicalPart));

    private static string CanonicalPart(string part, int index)
    {
        if (index > 0 && part.Length == 2)
            return part.ToUpperInvariant();
        return index > 0 && part.Length == 4 && char.IsLetter(part[0])
            ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()
            : part.ToLowerInvariant();
    }

    [GeneratedRegex(@"^[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?(-([a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3})){0,2}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WellFormed();
}
