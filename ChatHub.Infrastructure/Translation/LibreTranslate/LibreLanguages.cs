using System.Text.Json;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation.LibreTranslate;

/// <summary>The languages of one LibreTranslate server: what it calls them, and which it translates into which.</summary>
internal sealed class LibreLanguages
{
    /// <summary>What it calls otherwise than BCP 47, or less exactly.</summary>
    private static readonly Dictionary<string, string> Names = new() { ["zh"] = "zh-Hans", ["zt"] = "zh-Hant", ["pb"] = "pt-BR" };

    private readonly Dictionary<string, string> _codes = [];
    private readonly Dictionary<string, HashSet<string>> _targets = [];

    /// <summary>What it translates into, as canonical tags.</summary>
    public required IReadOnlyList<string> List { get; init; }

    /// <summary>Reads the answer of <c>GET /languages</c>.</summary>
    public static LibreLanguages Read(JsonElement answer)
    {
        var entries = answer.EnumerateArray().Select(entry => (
            Code: entry.GetProperty("code").GetString() ?? "",
            // Servers before 1.3.10 do not tell: each translates into all.
            Targets: entry.TryGetProperty("targets", out var targets) ? targets.EnumerateArray().Select(target => target.GetString() ?? "").ToList() : null)).ToList();
        var all = entries.Select(entry => entry.Code).ToList();
        var targets = entries.SelectMany(entry => entry.Targets ?? all).Select(TagOf).OfType<string>();
        var languages = new LibreLanguages { List = targets.Distinct().Order(StringComparer.Ordinal).ToList() };
        foreach (var (code, to) in entries)
        {
            languages._targets[code] = (to ?? all).ToHashSet();
            if (TagOf(code) is { } tag)
                languages._codes.TryAdd(tag, code);
        }

        return languages;
    }

    /// <summary>The canonical tag of one of its codes; null for what is none.</summary>
    public static string? TagOf(string? code)
        => code is null ? null : Names.GetValueOrDefault(code) ?? (LanguageTag.Check(code, out var tag) is null ? tag?.Value : null);

    /// <summary>What it calls the language that is nearest to a tag.</summary>
    /// <exception cref="TranslatorException"><see cref="TranslationFault.UnsupportedPair"/>: it has none.</exception>
    public string CodeOf(string tag) => LanguageMatch.Find(tag, [.. _codes.Keys]) is { } nearest
        ? _codes[nearest]
        : throw new TranslatorException(TranslationFault.UnsupportedPair, $"It does not know the language {tag}.");

    public bool CanTranslate(string fromCode, string intoCode) => fromCode == intoCode || _targets[fromCode].Contains(intoCode);
}
