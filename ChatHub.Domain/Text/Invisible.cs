using System.Text;

namespace ChatHub.Domain.Text;

/// <summary>
/// Characters that show nothing. Within a text they have their work, joining an emoji or parting a Persian word; a text of nothing else only pretends to be one.
/// </summary>
public static class Invisible
{
    // Default_Ignorable_Code_Point, from DerivedCoreProperties.txt of Unicode 15.0, and the empty Braille pattern.
    private static readonly (int First, int Last)[] Ranges =
    [
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
        (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>Whether a valid text shows nothing at all: an empty one, too.</summary>
    public static bool IsAllOf(string text) => text.EnumerateRunes().All(ShowsNothing);

    /// <summary>Whether a valid text has any of them; white space and control characters are not meant.</summary>
    public static bool IsIn(string text) => text.EnumerateRunes().Any(IsIgnorable);

    private static bool ShowsNothing(Rune rune)
        => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || IsIgnorable(rune);

    private static bool IsIgnorable(Rune rune) => Array.Exists(Ranges, range => rune.Value >= range.First && rune.Value <= range.Last);
}
