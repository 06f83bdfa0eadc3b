using System.Globalization;

namespace ChatHub.Domain.Translation;

/// <summary>The languages that people can choose to read in now. Safe for any number of callers.</summary>
public sealed class LanguageService(ITranslator translator, TranslationLanguages languages)
{
    /// <summary>In the order of their tags. Empty while nothing is translated, or nobody knows yet; where the provider takes any, the well-known ones.</summary>
    public IReadOnlyList<ReadableLanguage> List() => translator.IsEnabled && languages.IsKnown
        ? (languages.List ?? WellKnownLanguages.List).Order(StringComparer.Ordinal).Select(tag => new ReadableLanguage(tag, NameOf(tag))).ToList()
        : [];

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
