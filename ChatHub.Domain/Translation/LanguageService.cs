using System.Globalization;

namespace ChatHub.Domain.Translation;

/// <summary>The languages that people can choose to read in now. Safe for any number of callers.</summary>
public sealed class LanguageService(ITranslator translator, TranslationLanguages languages)
{
    private const int TwoLetters = 2;

    // What the two-letter codes leave open: in which script, and the most read of the regions' forms.
    private static readonly string[] Forms = ["pt-BR", "zh-Hans", "zh-Hant"];

    /// <summary>In the order of their tags. Empty while nothing is translated; where the provider takes any, those that .NET knows by a two-letter code.</summary>
    public IReadOnlyList<ReadableLanguage> List() => translator.IsEnabled
        ? (languages.List ?? WellKnown()).Order(StringComparer.Ordinal).Select(tag => new ReadableLanguage(tag, NameOf(tag))).ToList()
        : [];

    private static IReadOnlyList<string> WellKnown()
        => [.. CultureInfo.GetCultures(CultureTypes.NeutralCultures).Select(culture => culture.Name).Where(name => name.Length == TwoLetters), .. Forms];

    /// <summary>Without ICU's data .NET knows no language, or has no name for it but the tag.</summary>
    private static string NameOf(string tag)
    {
        try
        {
            var name = CultureInfo.GetCultureInfo(tag).NativeName;
            return name == CultureInfo.InvariantCulture.NativeName ? tag : name;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}

/// <summary>A language with its name in the language itself, written as it writes names: <c>español</c>, <c>Deutsch</c>.</summary>
public sealed record ReadableLanguage(string Tag, string Name);
