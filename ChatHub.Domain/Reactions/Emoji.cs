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
    private const int TextStyle = 0xFE0E;
    private const int EmojiStyle = 0xFE0F;
    private const int BlackFlag = 0x1F3F4;
    private const int EndOfTags = 0xE007F;

    /// <returns>What is wrong with it, as a sentence; null when it is one emoji.</returns>
    public static string? Check(string? text) => text is { Length: > 0 and <= MaxLength } && IsOne(text) ? null : "Must be one emoji.";

    /// <summary>The length of the emoji that a text begins with; 0 when it begins with something else. Looks no further than 64 units, where the longest is cut.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> text)
    {
        var window = text[..Math.Min(text.Length, MaxLength)];
        if (!window.IsEmpty && char.IsHighSurrogate(window[^1]))
            window = window[..^1];
        var first = window[..StringInfo.GetNextTextElementLength(window)];
        return Unicode.IsValid(first) && ToRunes(first.ToString()) is var runes ? runes.Take(CountAtStart(runes)).Sum(rune => new Rune(rune).Utf16SequenceLength) : 0;
    }

    private static bool IsOne(string text)
    {
        if (!Unicode.IsValid(text) || StringInfo.GetNextTextElementLength(text) != text.Length)
            return false;
        var runes = ToRunes(text);
        return CountAtStart(runes) == runes.Count;
    }

    private static List<int> ToRunes(string text) => text.EnumerateRunes().Select(rune => rune.Value).ToList();

    /// <summary>How many of one cluster's runes its emoji has.</summary>
    private static int CountAtStart(List<int> runes)
    {
        if (runes.Count > 0 && runes[^1] == Keycap)
            return runes[0] is '#' or '*' or (>= '0' and <= '9') && (runes.Count == 2 || (runes.Count == 3 && runes[1] == EmojiStyle)) ? runes.Count : 0;
        return runes.Count == 2 && runes.TrueForAll(IsRegional) ? 2 : CountSequence(runes);
    }

    /// <summary>Pictographs with a joiner between each two. Behind each may stand what belongs to it, and nothing that could hide there.</summary>
    private static int CountSequence(List<int> runes)
    {
        var count = 0;
        for (var at = 0; at < runes.Count && IsPictograph(runes[at]); at++)
        {
            at = SkipTags(runes, at + 1);
            if (at < runes.Count && runes[at] is TextStyle or EmojiStyle)
                at++;
            if (at < runes.Count && IsSkinTone(runes[at]))
                at++;
            count = at;
            if (at == runes.Count || runes[at] != Joiner)
                break;
        }

        return count;
    }

    /// <summary>The tags that spell a region behind a black flag, up to and with their end.</summary>
    private static int SkipTags(List<int> runes, int at)
    {
        var end = runes.IndexOf(EndOfTags, at);
        return runes[at - 1] == BlackFlag && end > at && runes.GetRange(at, end - at).TrueForAll(IsTag) ? end + 1 : at;
    }

    /// <summary>
    /// Rule GB11 of UAX #29 joins two pictographs with a joiner between them into one cluster, and nothing else but marks, which join what is before
    /// them without one.
    /// </summary>
    private static bool IsPictograph(int rune)
    {
        if (rune < 0xA9)
            return false;
        var one = new Rune(rune).ToString();
        var pair = one + (char)Joiner + one;
        return StringInfo.GetNextTextElementLength(pair) == pair.Length && StringInfo.GetNextTextElementLength("a" + one) == 1;
    }

    private static bool IsRegional(int rune) => rune is >= 0x1F1E6 and <= 0x1F1FF;

    private static bool IsSkinTone(int rune) => rune is >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsTag(int rune) => rune is (>= 0xE0030 and <= 0xE0039) or (>= 0xE0061 and <= 0xE007A);
}
