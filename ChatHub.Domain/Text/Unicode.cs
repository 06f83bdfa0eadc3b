using System.Text;

namespace ChatHub.Domain.Text;

/// <summary>What .NET's strings do not say of themselves: whether they are valid Unicode, how many code points they hold, and their NFKC whatever it is.</summary>
public static class Unicode
{
    /// <summary>False when a surrogate stands without its other half; such a string can be neither normalised nor encoded.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var consumed) != System.Buffers.OperationStatus.Done)
                return false;
            text = text[consumed..];
        }

        return true;
    }

    /// <summary>The number of code points in a valid string.</summary>
    public static int CountCodePoints(ReadOnlySpan<char> text)
    {
        var pairs = 0;
        foreach (var unit in text)
        {
            if (char.IsHighSurrogate(unit))
                pairs++;
        }

        return text.Length - pairs;
    }

    /// <summary>
    /// NFKC of any valid string. .NET takes U+FFFE, a code point like any other, for a sign of swapped bytes and throws; it composes with
    /// nothing, so the text on either side of it can be normalised alone.
    /// </summary>
    public static string ToNfkc(string text)
        => string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormKC)));
}
