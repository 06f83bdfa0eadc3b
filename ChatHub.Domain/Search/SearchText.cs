using System.Globalization;
using System.Text;

namespace ChatHub.Domain.Search;

/// <summary>
/// Cuts a text into the terms by which it is found; the same for what is stored, what is asked for, and what is marked in an answer. A run of letters,
/// marks and digits is a term, without regard to case, width or accents. In scripts that put no spaces between words each character is a term of its
/// own, so that any part of a word is found as a phrase, however short. So is each symbol, emoji among them.
/// </summary>
public static class SearchText
{
    /// <summary>Counts the changes of these rules: an index made by others is made anew.</summary>
    public const int Version = 2;

    /// <summary>The terms with a space between each two: letters, marks, digits and symbols, and nothing that an index could take for syntax.</summary>
    public static string ToTerms(string text)
    {
        var terms = new StringBuilder(text.Length);
        foreach (var term in Split(text))
            terms.Append(terms.Length > 0 ? " " : "").Append(term.Text);
        return terms.ToString();
    }

    /// <summary>The terms, each with its place in the text.</summary>
    public static IReadOnlyList<SearchTerm> Split(string text)
    {
        var terms = new List<SearchTerm>();
        var word = new StringBuilder();
        var (start, end) = (0, 0);
        foreach (var (rune, at) in Runes(text))
        {
            var kind = KindOf(rune);
            if (kind != Kind.Letter || word.Length == 0)
            {
                Flush();
                start = at;
            }

            if (kind == Kind.Letter)
                Fold(rune, word);
            else if (kind == Kind.Alone && FoldAlone(rune) is { Length: > 0 } folded)
                terms.Add(new SearchTerm(folded, at, rune.Utf16SequenceLength, IsAlone: true));
            end = at + rune.Utf16SequenceLength;
        }

        Flush();
        return terms;

        void Flush()
        {
            if (word.Length > 0)
                terms.Add(new SearchTerm(word.ToString(), start, end - start, IsAlone: false));
            word.Clear();
        }
    }

    private static IEnumerable<(Rune Rune, int At)> Runes(string text)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            yield return (rune, at);
            at += rune.Utf16SequenceLength;
        }
    }

    private static Kind KindOf(Rune rune)
    {
        if (rune.IsAscii)
            return Rune.IsLetterOrDigit(rune) ? Kind.Letter : Kind.None;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherSymbol => Kind.Alone,
            // Styles of emoji, which say nothing by themselves.
            UnicodeCategory.NonSpacingMark when rune.Value is >= 0xFE00 and <= 0xFE0F => Kind.None,
            <= UnicodeCategory.OtherNumber => IsUnspaced(rune.Value) ? Kind.Alone : Kind.Letter,
            _ => Kind.None,
        };
    }

    /// <summary>Thai, Lao, Burmese, Khmer, kana, Han, and Hangul, whose particles hang on to their words.</summary>
    private static bool IsUnspaced(int rune) => rune
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x2E80 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);

    private static void Fold(Rune rune, StringBuilder word)
    {
        if (rune.IsAscii)
        {
            word.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }

        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            // Accents of Latin, Greek and Cyrillic; the marks of other scripts are letters to their readers.
            if (part.Value is >= 0x0300 and <= 0x036F || KindOf(part) == Kind.None)
                continue;
            word.Append(ToOneCase(part).ToString());
        }
    }

    private static string FoldAlone(Rune rune)
        => string.Concat(rune.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(part => KindOf(part) != Kind.None).Select(ToOneCase));

    /// <summary>Upper case first, because lower case alone leaves Greek's two small sigmas apart.</summary>
    private static Rune ToOneCase(Rune rune) => Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));

    private enum Kind
    {
        None,
        Letter,
        Alone,
    }
}

/// <summary>A term and where in the text it stands.</summary>
/// <param name="Text">Folded.</param>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="IsAlone">Whether it is a single character of a script without spaces.</param>
public readonly record struct SearchTerm(string Text, int Start, int Length, bool IsAlone);
