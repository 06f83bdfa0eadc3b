using System.Text;

namespace ChatHub.Domain.Text;

/// <summary>What .NET's strings do not say of themselves: whether they are valid Unicode, and how many code points they hold.</summary>
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
}
