using System.Globalization;

namespace ChatHub.Domain.Translation.Glossaries;

/// <summary>Whether a stretch of a text is no part of a longer word. In scripts that put no spaces between words, every stretch may be one.</summary>
internal static class WholeWord
{
    public static bool Is(string text, int start, int length)
    {
        var end = start + length;
        return (start == 0 || !Runs(text[start - 1], text[start])) && (end == text.Length || !Runs(text[end - 1], text[end]));
    }

    private static bool Runs(char one, char other) => IsOfWord(one) && IsOfWord(other);

    // OtherLetter has Chinese, Japanese, Korean and Thai, but Arabic, Hebrew and the scripts of India, too: there a term may be found within a longer word.
    private static bool IsOfWord(char unit) => char.GetUnicodeCategory(unit) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.DecimalDigitNumber;
}
