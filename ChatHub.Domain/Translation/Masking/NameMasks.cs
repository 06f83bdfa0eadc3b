using System.Globalization;
using System.Text;
using ChatHub.Domain.Messages;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>Names: of people behind an @, and of mail's hosts. What a name is, <see cref="MentionedNames"/> says.</summary>
internal static class NameMasks
{
    /// <summary>The mention that begins with this @; 0 when it is one of a mail address, or calls nobody.</summary>
    public static int MentionLengthAt(ReadOnlySpan<char> text, int at)
    {
        var name = MentionedNames.IsWithinAddress(text[..at]) ? 0 : NameLength(text[(at + 1)..]);
        return name == 0 ? 0 : name + 1;
    }

    /// <summary>The name that a text begins with, without the dots that end a sentence.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        var name = MentionedNames.ReadName(text);
        return name[..EndOfLatin(name)].TrimEnd('.').Length;
    }

    /// <summary>
    /// Where a name of a script with capitals ends because one without them follows on it: Chinese, Japanese and Korean go on right behind a name, and
    /// what they say is to be translated. A name that begins in such a script cannot be told from what follows; it is masked as far as it can go.
    /// </summary>
    public static int EndOfLatin(ReadOnlySpan<char> name)
    {
        var (at, wasWord) = (0, false);
        foreach (var rune in name.EnumerateRunes())
        {
            var isOther = Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;
            if (isOther)
                return wasWord ? at : name.Length;
            wasWord = Rune.IsLetterOrDigit(rune);
            at += rune.Utf16SequenceLength;
        }

        return name.Length;
    }
}
