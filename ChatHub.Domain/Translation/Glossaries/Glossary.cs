using ChatHub.Domain.Translation.Masking;

namespace ChatHub.Domain.Translation.Glossaries;

/// <summary>A room's terms. Immutable, so safe for any number of callers.</summary>
public sealed class Glossary
{
    private readonly Dictionary<char, List<GlossaryTerm>> _byFirst;

    public Glossary(IReadOnlyList<GlossaryTerm> terms)
    {
        Terms = terms;
        // The longer one first: "room key" before "room".
        _byFirst = terms.OrderByDescending(term => term.Term.Length)
            .GroupBy(term => char.ToUpperInvariant(term.Term[0])).ToDictionary(group => group.Key, group => group.ToList());
    }

    public static Glossary Empty { get; } = new([]);

    public IReadOnlyList<GlossaryTerm> Terms { get; }

    /// <summary>The terms in a text, in its order, and what is to stand in their place for a reader of <paramref name="target"/>. None within what is masked anyway.</summary>
    internal List<GlossaryHit> Find(string text, string target)
    {
        var hits = new List<GlossaryHit>();
        var at = 0;
        foreach (var mask in MaskScanner.Scan(text))
        {
            FindBetween(text, at, mask.Start, target, hits);
            at = mask.End;
        }

        FindBetween(text, at, text.Length, target, hits);
        return hits;
    }

    private void FindBetween(string text, int start, int end, string target, List<GlossaryHit> hits)
    {
        for (var at = start; at < end;)
        {
            var hit = FindAt(text, at, end, target);
            if (hit is not null)
                hits.Add(hit);
            at += hit?.Length ?? 1;
        }
    }

    private GlossaryHit? FindAt(string text, int at, int end, string target)
    {
        if (!_byFirst.TryGetValue(char.ToUpperInvariant(text[at]), out var terms))
            return null;
        foreach (var (term, translations) in terms)
        {
            if (term.Length > end - at || string.Compare(text, at, term, 0, term.Length, StringComparison.OrdinalIgnoreCase) != 0 || !WholeWord.Is(text, at, term.Length))
                continue;
            var found = text.Substring(at, term.Length);
            if (translations is null)
                return new GlossaryHit(at, term.Length, found, IsKept: true);
            if (LanguageMatch.Find(target, [.. translations.Keys]) is { } language)
                return new GlossaryHit(at, term.Length, LikeIn(found, term, translations[language]), IsKept: false);
        }

        return null;
    }

    /// <summary>A capital at the beginning of a sentence stays one.</summary>
    private static string LikeIn(string found, string term, string translation)
        => char.IsUpper(found[0]) && char.IsLower(term[0]) ? char.ToUpperInvariant(translation[0]) + translation[1..] : translation;
}

/// <summary>A term in a text.</summary>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Text">What is to stand in its place.</param>
/// <param name="IsKept">Whether that is the term itself.</param>
internal sealed record GlossaryHit(int Start, int Length, string Text, bool IsKept);
