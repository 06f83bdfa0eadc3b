using System.Globalization;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation.Apertium;

/// <summary>Apertium's names of languages: ISO 639-3, and after <c>_</c> a region or a variant: <c>por</c>, <c>por_BR</c>, <c>cat_valencia</c>.</summary>
internal static class ApertiumCodes
{
    /// <summary>What stands in no list of cultures, or there under another code, and what BCP 47 writes otherwise.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["arg"] = "an",
        ["ava"] = "av",
        ["lat"] = "la",
        ["msa"] = "ms",
        ["zlm"] = "ms",
        ["nor"] = "nb",
        ["pes"] = "fa",
        ["ekk"] = "et",
        ["lvs"] = "lv",
        ["swh"] = "sw",
        ["uzn"] = "uz",
        ["khk"] = "mn",
        ["cmn"] = "zh-Hans",
        ["zho"] = "zh-Hans",
        ["hbs"] = "sh",
        ["hbs_BS"] = "bs",
        ["hbs_HR"] = "hr",
        ["hbs_SR"] = "sr",
        ["oci_aran"] = "oc-aranes",
    };

    private static readonly Dictionary<string, string> Cultures = CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Where(culture => culture.TwoLetterISOLanguageName.Length == 2 && culture.ThreeLetterISOLanguageName.Length == 3)
        .DistinctBy(culture => culture.ThreeLetterISOLanguageName)
        .ToDictionary(culture => culture.ThreeLetterISOLanguageName, culture => culture.TwoLetterISOLanguageName);

    /// <summary>The canonical BCP 47 tag of a code; null for what is none.</summary>
    public static string? TagOf(string code)
    {
        if (Others.GetValueOrDefault(code) is { } known)
            return known;
        var parts = code.Split('_', 2);
        var language = Others.GetValueOrDefault(parts[0]) ?? Cultures.GetValueOrDefault(parts[0], parts[0]);
        return LanguageTag.Check(parts.Length == 1 ? language : $"{language}-{parts[1]}", out var tag) is null ? tag?.Value : null;
    }
}
