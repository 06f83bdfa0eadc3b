using System.Text.Json;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation.Apertium;

/// <summary>The pairs of languages that are installed in one Apertium, and the ways through them.</summary>
internal sealed class ApertiumPairs
{
    private readonly HashSet<(string From, string Into)> _pairs;

    // Several codes may stand for one tag.
    private readonly ILookup<string, string> _codes;

    private ApertiumPairs(HashSet<(string From, string Into)> pairs)
    {
        _pairs = pairs;
        _codes = pairs.SelectMany(pair => new[] { pair.From, pair.Into }).Distinct().Order(StringComparer.Ordinal)
            .Where(code => ApertiumCodes.TagOf(code) is not null).ToLookup(code => ApertiumCodes.TagOf(code)!);
        List = pairs.Select(pair => ApertiumCodes.TagOf(pair.Into)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>What some pair translates into, as canonical tags.</summary>
    public IReadOnlyList<string> List { get; }

    /// <summary>Any of the pairs.</summary>
    public (string From, string Into) First => _pairs.First();

    /// <summary>Reads the answer of <c>GET /listPairs</c>.</summary>
    public static ApertiumPairs Read(JsonElement answer) => new(answer.GetProperty("responseData").EnumerateArray()
        .Select(pair => (pair.GetProperty("sourceLanguage").GetString() ?? "", pair.GetProperty("targetLanguage").GetString() ?? "")).ToHashSet());

    /// <summary>The codes from one language to the other: two for a pair, three with a pivot between.</summary>
    /// <exception cref="TranslatorException"><see cref="TranslationFault.UnsupportedPair"/>.</exception>
    public IReadOnlyList<string> Way(string source, string target) => Ways(source, target).FirstOrDefault()
        ?? throw new TranslatorException(TranslationFault.UnsupportedPair, $"It has no way from {source} to {target}.");

    /// <summary>All of them, the best first: a pair before a pivot, and the nearest codes before others.</summary>
    private IEnumerable<IReadOnlyList<string>> Ways(string source, string target)
    {
        var ends = CodesOf(source).SelectMany(_ => CodesOf(target), (from, into) => (From: from, Into: into)).ToList();
        return ends.Where(_pairs.Contains).Select(IReadOnlyList<string> (pair) => [pair.From, pair.Into])
            .Concat(ends.SelectMany(end => PivotsOf(end.From, end.Into), IReadOnlyList<string> (end, pivot) => [end.From, pivot, end.Into]));
    }

    private IEnumerable<string> CodesOf(string tag) => NearestTag.Of(tag).SelectMany(near => _codes[near]);

    private IEnumerable<string> PivotsOf(string from, string into) => _pairs
        .Where(pair => pair.From == from && pair.Into != into && _pairs.Contains((pair.Into, into))).Select(pair => pair.Into).Order(StringComparer.Ordinal);
}
