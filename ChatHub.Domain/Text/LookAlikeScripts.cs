using System.Text;

namespace ChatHub.Domain.Text;

/// <summary>
/// The scripts whose letters pass for each other's: Latin, Greek, Cyrillic, Armenian and Cherokee. A word that has letters of two of them is a disguise far more
/// often than a word (UTS #39, section 5.2). From Scripts.txt of Unicode 15.0, as far as letters, marks and digits that stay as they are under NFKC go: what lies
/// between them and belongs to all scripts, or to none, is left out where it could stand in a name.
/// </summary>
public static class LookAlikeScripts
{
    private static readonly (int First, int Last)[][] Scripts =
    [
        // Latin
        [
            (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x2AF), (0x1D00, 0x1D25), (0x1D2F, 0x1D9A), (0x1E00, 0x1EFF), (0x2132, 0x2132), (0x214E, 0x214E), (0x2183, 0x2184),
            (0x2C60, 0x2C7F), (0xA722, 0xA787), (0xA78B, 0xA7FF), (0xAB30, 0xAB64), (0xAB66, 0xAB68), (0x10780, 0x10780), (0x1DF00, 0x1DF1E),
        ],
        // Greek, without Coptic
        [(0x370, 0x3E1), (0x3F3, 0x3FF), (0x1D26, 0x1D2A), (0x1F00, 0x1FFC), (0xAB65, 0xAB65), (0x1D242, 0x1D244)],
        // Cyrillic
        [(0x400, 0x484), (0x487, 0x52F), (0x1C80, 0x1C88), (0x1D2B, 0x1D2B), (0x2DE0, 0x2DFF), (0xA640, 0xA69F), (0xFE2E, 0xFE2F)],
        // Armenian
        [(0x531, 0x588)],
        // Cherokee
        [(0x13A0, 0x13FD), (0xAB70, 0xABBF)],
    ];

    /// <summary>Whether a text in NFKC has letters of two of these scripts.</summary>
    public static bool AreMixedIn(string text)
        => text.EnumerateRunes().Select(ScriptOf).Where(script => script >= 0).Distinct().Skip(1).Any();

    private static int ScriptOf(Rune rune) => Array.FindIndex(Scripts, ranges => Array.Exists(ranges, range => rune.Value >= range.First && rune.Value <= range.Last));
}
