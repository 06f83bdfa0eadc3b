using System.Buffers;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>
/// Links (RFC 3986, RFC 3987): any scheme with <c>://</c>, some that go without, and <c>www.</c>. A link goes on to the next white space, quote, angle
/// bracket or full-width punctuation, and leaves behind what ends a sentence, as GFM's autolinks do (section 6.9).
/// </summary>
internal static class LinkMasks
{
    private const string Ends = "<>\"`⟦⟧«»‹›“”„，。！？；：、「」『』（）《》【】";
    /// <summary>The longest that is looked for, in UTF-16 units (RFC 9110, section 4.1, asks for 8,000 octets; browsers show 2,000); it bounds what each beginning costs.</summary>
    private const int MaxLength = 2048;

    private const string EndsOfSentence = ".,;:!?'*_~";

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> Authority = SearchValues.Create("/?#");

    private static readonly string[] BareSchemes = ["mailto", "tel", "sms", "sip", "sips", "xmpp", "magnet", "data", "javascript", "geo", "urn", "bitcoin", "skype", "callto"];

    /// <param name="text">Begins with a word.</param>
    /// <param name="word">How long the word is.</param>
    public static int Length(ReadOnlySpan<char> text, int word)
    {
        var scheme = text[..word];
        var rest = text[word..];
        if (rest.StartsWith("://", StringComparison.Ordinal) && scheme.ContainsAny(Letters))
            return WithRest(text, word + "://".Length);
        if (rest is [':', ..] && IsBareScheme(scheme))
            return WithRest(text, word + 1);
        return scheme.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? WithRest(text, "www.".Length) : 0;
    }

    private static bool IsBareScheme(ReadOnlySpan<char> word)
    {
        foreach (var scheme in BareSchemes)
        {
            if (word.Equals(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>A link that begins with so much, if anything follows that could be linked to.</summary>
    private static int WithRest(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        var length = 0;
        while (length < Math.Min(rest.Length, MaxLength) && !char.IsWhiteSpace(rest[length]) && !char.IsControl(rest[length]) && !Ends.Contains(rest[length], StringComparison.Ordinal))
            length++;
        rest = WithoutEnd(rest[..EndOfHost(rest[..length])]);
        return rest.IsEmpty ? 0 : start + rest.Length;
    }

    /// <summary>Right behind a Latin host Chinese, Japanese or Korean may go on; in a path it may be of the link.</summary>
    private static int EndOfHost(ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAny(Authority);
        var host = rest[..(length < 0 ? rest.Length : length)];
        var end = NameMasks.EndOfLatin(host);
        return end < host.Length ? end : rest.Length;
    }

    private static ReadOnlySpan<char> WithoutEnd(ReadOnlySpan<char> link)
    {
        var (round, square, curly) = (Surplus(link, '(', ')'), Surplus(link, '[', ']'), Surplus(link, '{', '}'));
        while (!link.IsEmpty)
        {
            var isEnd = link[^1] switch
            {
                ')' => round-- > 0,
                ']' => square-- > 0,
                '}' => curly-- > 0,
                var last => EndsOfSentence.Contains(last, StringComparison.Ordinal),
            };
            if (!isEnd)
                break;
            link = link[..^1];
        }

        return link;
    }

    /// <summary>How many more brackets are closed than opened.</summary>
    private static int Surplus(ReadOnlySpan<char> link, char open, char close) => link.Count(close) - link.Count(open);
}
