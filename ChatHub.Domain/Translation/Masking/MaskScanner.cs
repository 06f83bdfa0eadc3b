using System.Globalization;
using System.Text;
using ChatHub.Domain.Reactions;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>
/// Finds what must not be translated, from left to right; where two masks could begin, the first rule below wins. Takes time linear in the length:
/// each rule either looks at no more than <see cref="BracketMasks.MaxLength"/> units, or takes what it looked at, or looks at a run of characters
/// from its first one only.
/// </summary>
internal static class MaskScanner
{
    private const char EmojiStyle = '\uFE0F';
    private const char Keycap = '\u20E3';

    public static List<Mask> Scan(string text)
    {
        var masks = new List<Mask>();
        for (var at = 0; at < text.Length;)
        {
            var length = LengthAt(text, at, out var isLineBreak);
            if (length > 0)
                masks.Add(new Mask(at, length, isLineBreak));
            at += Math.Max(length, 1);
        }

        return masks;
    }

    private static int LengthAt(ReadOnlySpan<char> text, int at, out bool isLineBreak)
    {
        isLineBreak = char.IsWhiteSpace(text[at]);
        if (isLineBreak)
            return LineBreaks.LengthAt(text, at);
        var length = text[at] switch
        {
            Marker.Open or Marker.Close => 1,
            '`' => CodeMasks.LengthAt(text, at),
            '@' => NameMasks.MentionLengthAt(text, at),
            '{' => BracketMasks.BraceLength(text[at..]),
            '<' => BracketMasks.TagLength(text[at..]),
            '$' or '%' or ':' => PlaceholderMasks.LengthAt(text, at),
            _ => WordMasks.LengthAt(text, at),
        };
        return length == 0 && CouldBeEmoji(text[at..]) ? Emoji.LengthAtStart(text[at..]) : length;
    }

    /// <summary>Says no to what is surely none, because to ask the tables for every letter would be slow.</summary>
    private static bool CouldBeEmoji(ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var units) != System.Buffers.OperationStatus.Done)
            return false;
        return (text.Length > units && text[units] is EmojiStyle or Keycap)
            || (!rune.IsAscii && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter));
    }
}
