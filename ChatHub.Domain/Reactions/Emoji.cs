using System.Globalization;
using System.Text;
using ChatHub.Domain.Text;

namespace ChatHub.Domain.Reactions;

/// <summary>
/// One emoji, whatever it is composed of: a pictograph, with a skin tone, joined with others, a flag, a keycap (UTS #51, section 1.4).
/// The runtime's own tables decide, so it knows those of the Unicode version that it was built with, reserved ones included.
/// </summary>
public static class Emoji
{
    // The longest in use, a family with skin tones, has 15 units; the flag of a region has 14.
    private const int MaxLength = 64;

    private const int Joiner = 0x200D;
    private const int Keycap = 0x20E3;
    private const int EmojiStyle = 0xFE0F;

    /// <returns>What is wrong with it, as a sentence; null when it is one emoji.</returns>
    public static string? Check(string? text) => text is { Length: > 0 and <= MaxLength } && IsOne(text) ? null : "Must be one emoji.";

    private static bool IsOne(string text)
    {
        if (!Unicode.IsValid(text) || StringInfo.GetNextTextElementLength(text) != text.Length)
            return false;
        var runes = text.EnumerateRunes().Select(rune => rune.Value).ToList();
        if (runes[^1] == Keycap)
            return runes[0] is '#' or '*' or (>= '0' and <= '9') && runes.Skip(1).SkipLast(1).All(rune => rune == EmojiStyle);
        if (runes.TrueForAll(IsRegional))
            return runes.Count == 2;
        return IsPictograph(runes[0]) && runes.TrueForAll(rune => IsPictograph(rune) || IsPart(rune)) && runes[^1] != Joiner;
    }

    /// <summary>Rule GB11 of UAX #29 joins two pictographs with a joiner between them into one cluster, and nothing else.</summary>
    private static bool IsPictograph(int rune)
    {
        if (rune < 0xA9)
            return false;
        var one = new Rune(rune).ToString();
        var pair = one + (char)Joiner + one;
        return StringInfo.GetNextTextElementLength(pair) == pair.Length;
    }

    private static bool IsRegional(int rune) => rune is >= 0x1F1E6 and <= 0x1F1FF;

    /// <summary>Joiners, styles, skin tones, and the tags that spell a region's flag.</summary>
    private static bool IsPart(int rune) => rune is Joiner or 0xFE0E or EmojiStyle or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F);
}
