using System.Buffers;
using System.Globalization;
using System.Text;
using ChatHub.Domain.Messages;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>
/// What begins like a word and is none: links, and mail addresses. A word here is a run of letters of a script with capitals, digits and <c>. _ + -</c>,
/// looked at from its first character only. So an address in a script without capitals, which cannot be told from the words before it, is a mention at most.
/// </summary>
internal static class WordMasks
{
    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        if (Rune.DecodeLastFromUtf16(text[..at], out var before, out _) == OperationStatus.Done && IsWord(before))
            return 0;
        var length = RunLength(text[at..]);
        if (length == 0)
            return 0;
        var end = at + length;
        return end < text.Length && text[end] == '@' && MentionedNames.IsWithinAddress(text[..end])
            ? AddressLength(length, text[(end + 1)..])
            : LinkMasks.Length(text[at..], length);
    }

    private static int AddressLength(int local, ReadOnlySpan<char> behind)
    {
        var host = NameMasks.NameLength(behind);
        return host == 0 ? 0 : local + 1 + host;
    }

    public static bool BeginsWithWord(ReadOnlySpan<char> text) => Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done && IsLetterOrDigit(rune);

    public static bool EndsInWord(ReadOnlySpan<char> text) => Rune.DecodeLastFromUtf16(text, out var rune, out _) == OperationStatus.Done && IsLetterOrDigit(rune);

    private static int RunLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (Rune.DecodeFromUtf16(text[length..], out var rune, out var units) == OperationStatus.Done && IsWord(rune))
            length += units;
        return length;
    }

    private static bool IsWord(Rune rune) => rune.Value is '.' or '_' or '+' or '-' || IsLetterOrDigit(rune);

    private static bool IsLetterOrDigit(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark;
}
