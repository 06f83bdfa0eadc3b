using System.Text.Json;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation.Apertium;

/// <summary>The pairs of languages that are installed in one Apertium, and the ways through them.</summary>
internal sealed class ApertiumPairs
{
    // What each code translates into, by code.
    private readonly ILookup<string, string> _pairs;

    // Several codes may stand for one tag.
    private readonly ILookup<string, string> _codes;
    private readonly IReadOnlyList<string> _sources;

    private ApertiumPairs(IReadOnlyList<(string From, string Into)> pairs)
    {
        _pairs = pairs.Distinct().OrderBy(pair => pair.Into, StringComparer.Ordinal).ToLookup(pair => pair.From, pair => pair.Into);
        var codes = pairs.SelectMany(pair => new[] { pair.From, pair.Into }).Distinct().Order(StringComparer.Ordinal);
        _codes = codes.Where(code => ApertiumCodes.TagOf(code) is not null).ToLookup(code => ApertiumCodes.TagOf(code)!);
        _sources = TagsOf(pairs.Select(pair => pair.From));
        List = TagsOf(pairs.Select(pair => pair.Into));
    }

    /// <summary>What some pair translates into, as canonical tags.</summary>
    public IReadOnlyList<string> List { get; }

    /// <summary>Any of the pairs.</summary>
    public IReadOnlyList<string> First => [_pairs.First().Key, _pairs.First().First()];

    /// <summary>Reads the answer of <c>GET /listPairs</c>.</summary>
    public static ApertiumPairs Read(JsonElement answer) => new(answer.GetProperty("responseData").EnumerateArray()
        .Select(pair => (pair.GetProperty("sourceLanguage").GetString() ?? "", pair.GetProperty("targetLanguage").GetString() ?? "")).ToList());

    /// <summary>The codes from one language to the other: two for a pair, three with a pivot between. Of the forms of a language the nearest that leads there.</summary>
    /// <exception cref="TranslatorException"><see cref="TranslationFault.UnsupportedPair"/>.</exception>
    public IReadOnlyList<string> Way(string source, string target)
    {
        var into = LanguageMatch.Find(target, List);
        var ways = _sources.ToDictionary(from => from, from => into is null ? null : Ways(_codes[from], _codes[into]).FirstOrDefault());
        var nearest = LanguageMatch.Find(source, ways.Where(way => way.Value is not null).Select(way => way.Key).ToList());
        return nearest is null ? throw new TranslatorException(TranslationFault.UnsupportedPair, $"It has no way from {source} to {target}.") : ways[nearest]!;
    }

    /// <summary>The pairs before the pivots: each step costs time, and some of the meaning.</summary>
    private IEnumerable<IReadOnlyList<string>> Ways(IEnumerable<string> sources, IEnumerable<string> targets)
    {
        var ends = sources.SelectMany(_ => targets, (from, into) => (From: from, Into: into)).ToList();
        return ends.Where(end => _pairs[end.From].Contains(end.Into)).Select(IReadOnlyList<string> (end) => [end.From, end.Into])
            .Concat(ends.SelectMany(end => _pairs[end.From].Where(pivot => _pairs[pivot].Contains(end.Into)), IReadOnlyList<string> (end, pivot) => [end.From, pivot, end.Into]));
    }

    private static List<string> TagsOf(IEnumerable<string> codes) => codes.Select(ApertiumCodes.TagOf).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
}
