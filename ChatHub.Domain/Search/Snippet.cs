using System.Text;

namespace ChatHub.Domain.Search;

/// <summary>
/// The part of a text around the first hit, as a fragment of HTML: the text escaped (OWASP XSS Prevention Cheat Sheet, rule 1), each hit within
/// <c>&lt;mark&gt;</c>, an ellipsis where the text goes on.
/// </summary>
public static class Snippet
{
    private const int Before = 60;
    private const int Length = 200;

    public static string Make(string text, SearchQuery query)
    {
        var hits = FindHits(text, query);
        var first = hits.Count > 0 ? hits[0].Start : 0;
        var start = first <= Before ? 0 : WordStart(text, first - Before, first);
        var end = start + Length >= text.Length ? text.Length : Character(text, Math.Max(start + Length, hits.Count > 0 ? hits[0].End : 0));

        var snippet = new StringBuilder(start > 0 ? "…" : "");
        var at = start;
        foreach (var (hitStart, hitEnd) in hits.Where(hit => hit.Start >= start && hit.End <= end))
        {
            Escape(snippet, text.AsSpan(at, hitStart - at));
            snippet.Append("<mark>");
            Escape(snippet, text.AsSpan(hitStart, hitEnd - hitStart));
            snippet.Append("</mark>");
            at = hitEnd;
        }

        Escape(snippet, text.AsSpan(at, end - at));
        return snippet.Append(end < text.Length ? "…" : "").ToString();
    }

    /// <summary>The stretches that the query names, in order; those that touch or overlap are one.</summary>
    private static List<(int Start, int End)> FindHits(string text, SearchQuery query)
    {
        var terms = SearchText.Split(text);
        var found = new List<(int Start, int End)>();
        for (var index = 0; index < terms.Count; index++)
        {
            foreach (var phrase in query.Phrases.Where(phrase => StandsAt(terms, index, phrase)))
            {
                var last = terms[index + phrase.Terms.Count - 1];
                found.Add((terms[index].Start, last.Start + last.Length));
            }
        }

        var merged = new List<(int Start, int End)>();
        foreach (var hit in found.Order())
        {
            if (merged.Count > 0 && hit.Start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, hit.End));
            else
                merged.Add(hit);
        }

        return merged;
    }

    private static bool StandsAt(IReadOnlyList<SearchTerm> terms, int index, SearchPhrase phrase)
    {
        if (index + phrase.Terms.Count > terms.Count)
            return false;
        for (var step = 0; step < phrase.Terms.Count; step++)
        {
            var (term, wanted) = (terms[index + step].Text, phrase.Terms[step]);
            var isOpen = phrase.IsPrefix && step == phrase.Terms.Count - 1;
            if (isOpen ? !term.StartsWith(wanted, StringComparison.Ordinal) : term != wanted)
                return false;
        }

        return true;
    }

    /// <summary>After the first space from there on, if one comes before the hit.</summary>
    private static int WordStart(string text, int from, int hit)
    {
        var space = text.IndexOf(' ', from, hit - from);
        return space >= 0 ? space + 1 : Character(text, from);
    }

    /// <summary>Never between the halves of a character.</summary>
    private static int Character(string text, int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static void Escape(StringBuilder snippet, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => snippet.Append("&amp;"),
                '<' => snippet.Append("&lt;"),
                '>' => snippet.Append("&gt;"),
                '"' => snippet.Append("&quot;"),
                '\'' => snippet.Append("&#39;"),
                _ => snippet.Append(letter),
            };
        }
    }
}
