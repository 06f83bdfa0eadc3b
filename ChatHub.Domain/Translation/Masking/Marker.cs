using System.Globalization;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>
/// What stands for a mask while a text is with a translator: <c>⟦0⟧</c>. Brackets of mathematics, which no engine takes for words and nobody writes;
/// where somebody does, they are masked themselves.
/// </summary>
internal static class Marker
{
    public const char Open = '⟦';
    public const char Close = '⟧';

    // 16,000 characters hold no more markers than this has room for.
    private const int MaxDigits = 5;

    public static string Write(int number) => string.Create(CultureInfo.InvariantCulture, $"{Open}{number}{Close}");

    /// <summary>Reads the marker that a text begins with; engines like to put spaces within.</summary>
    /// <returns>How long it is; 0 when it is none.</returns>
    public static int Read(ReadOnlySpan<char> text, out int number)
    {
        number = -1;
        var end = text.IndexOf(Close);
        if (text.IsEmpty || text[0] != Open || end < 0)
            return 0;
        var digits = text[1..end].Trim();
        return digits.Length <= MaxDigits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) ? end + 1 : 0;
    }
}
