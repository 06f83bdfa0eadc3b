using ChatHub.Domain.Text;
using ChatHub.Domain.Translation.Masking;

namespace ChatHub.Domain.Translation.Glossaries;

/// <summary>A word or a phrase that a room wants translated in one way only.</summary>
/// <param name="Term">As it stands in messages, in whatever case.</param>
/// <param name="Translations">By canonical language tag; null to leave it as it is in every language.</param>
public sealed record GlossaryTerm(string Term, IReadOnlyDictionary<string, string>? Translations)
{
    public const int MaxTerm = 64;
    public const int MaxTranslation = 128;
    public const int MaxLanguages = 50;

    // Else a glossary could put them into what other people say.
    private const string NoMasks = "Terms and translations must hold no names, links, code, emoji, placeholders or tags.";

    /// <summary>Checks a term as somebody gave it.</summary>
    /// <returns>What is wrong with it, as a sentence; null when <paramref name="good"/> is good.</returns>
    public static string? Check(string? term, IReadOnlyDictionary<string, string?>? translations, out GlossaryTerm good)
    {
        good = new GlossaryTerm("", Translations: null);
        if (term is null || Line.Check(term, 1, MaxTerm, out var line) is not null || !line.Any(char.IsLetterOrDigit))
            return $"Each 'term' must have 1 to {MaxTerm} characters on one line, and a letter or a digit among them.";
        if (MaskScanner.Scan(line).Count > 0)
            return NoMasks;
        if (translations is null)
        {
            good = new GlossaryTerm(line, Translations: null);
            return null;
        }

        if (translations.Count is 0 or > MaxLanguages)
            return $"'translations' must be left out, or name 1 to {MaxLanguages} languages.";
        var checkedOnes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, text) in translations)
        {
            if (LanguageTag.Check(language, out var tag) is { } fault)
                return $"A language of 'translations': {fault}";
            if (text is null || Line.Check(text, 1, MaxTranslation, out var translation) is not null)
                return $"Each translation must have 1 to {MaxTranslation} characters on one line.";
            if (MaskScanner.Scan(translation).Count > 0)
                return NoMasks;
            if (!checkedOnes.TryAdd(tag!.Value, translation))
                return "'translations' must not name a language twice.";
        }

        good = new GlossaryTerm(line, checkedOnes);
        return null;
    }
}
