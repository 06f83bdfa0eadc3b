using System.Globalization;
using System.Text;
using ChatHub.Domain.Accounts;

namespace ChatHub.Domain.Messages;

/// <summary>
/// Finds the names that a text calls by <c>@username</c>: an @ that follows no digit, no letter of a script with capitals, and no other @ (so
/// that no mail address mentions anyone, and Chinese needs no space before it), then as many characters as a name may have. A name may end in <c>.</c>, <c>-</c> or <c>_</c>, and so may a sentence: first the name
/// is looked up as it stands, then without them, then up to where another script begins.
/// </summary>
public static class MentionedNames
{
    /// <summary>Names looked up for one message; more are not mentions but noise.</summary>
    public const int MaxNames = 50;

    private const int MaxLength = 256;

    /// <returns>For each @ the keys of the names that it may stand for, the longest first.</returns>
    public static IReadOnlyList<string[]> Find(string text)
    {
        var found = new List<string[]>();
        for (var at = text.IndexOf('@'); at >= 0 && found.Count < MaxNames; at = text.IndexOf('@', at + 1))
        {
            if (IsWithinAddress(text.AsSpan(0, at)))
                continue;
            var keys = ReadKeys(text.AsSpan(at + 1));
            if (keys.Length > 0 && !found.Exists(known => known[0] == keys[0]))
                found.Add(keys);
        }

        return found;
    }

    /// <summary>Whether an @ behind this text is one of a mail address, or of nothing, and calls nobody.</summary>
    internal static bool IsWithinAddress(ReadOnlySpan<char> before)
        => Rune.DecodeLastFromUtf16(before, out var last, out _) == System.Buffers.OperationStatus.Done && (last.Value == '@' || Rune.GetUnicodeCategory(last)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.DecimalDigitNumber);

    /// <summary>The characters at the start of a text, as far as the longest name goes, that a name may have.</summary>
    internal static ReadOnlySpan<char> ReadName(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < Math.Min(text.Length, MaxLength)
            && Rune.DecodeFromUtf16(text[length..], out var rune, out var units) == System.Buffers.OperationStatus.Done && Username.IsAllowed(rune))
            length += units;

        return text[..length];
    }

    private static string[] ReadKeys(ReadOnlySpan<char> text)
    {
        var whole = ReadName(text);
        var start = whole[..EndOfScript(whole)];
        return [.. new[] { whole.ToString(), whole.TrimEnd(".-_").ToString(), start.ToString() }.Distinct(StringComparer.Ordinal)
            .Select(candidate => Username.TryParse(candidate, out var name) ? name.Key : null).OfType<string>()];
    }

    /// <summary>Where letters without capitals follow on others: in Chinese, Japanese and Korean the text goes on right behind a Latin name.</summary>
    private static int EndOfScript(ReadOnlySpan<char> name)
    {
        var (at, wasOther) = (0, true);
        foreach (var rune in name.EnumerateRunes())
        {
            var isOther = Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;
            if (isOther && !wasOther)
                return at;
            wasOther = isOther;
            at += rune.Utf16SequenceLength;
        }

        return at;
    }
}
