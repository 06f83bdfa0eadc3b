using System.Globalization;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>What may stand beside a mask and says nothing by itself.</summary>
internal static class Separators
{
    private const string EndsAndQuotes = ".!?…。！？¿¡\"'";

    /// <summary>Whether there is nothing between two masks that an engine would want to see: a word, a number, a bracket, a quote, the end of a sentence.</summary>
    public static bool AreAll(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (!IsSeparator(unit))
                return false;
        }

        return true;
    }

    private static bool IsSeparator(char unit) => char.IsWhiteSpace(unit) || (!EndsAndQuotes.Contains(unit, StringComparison.Ordinal) && char.GetUnicodeCategory(unit)
        is UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.MathSymbol);
}
