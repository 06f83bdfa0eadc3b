using System.Globalization;

namespace ChatHub.Domain.Translation;

/// <summary>The languages to choose from where a provider takes any: those that .NET knows by a two-letter code.</summary>
public static class WellKnownLanguages
{
    private const int TwoLetters = 2;

    // What the two-letter codes leave open: in which script, and the most read of the regions' forms.
    private static readonly string[] Forms = ["pt-BR", "zh-Hans", "zh-Hant"];

    public static IReadOnlyList<string> List { get; }
        = [.. CultureInfo.GetCultures(CultureTypes.NeutralCultures).Select(culture => culture.Name).Where(name => name.Length == TwoLetters), .. Forms];
}
