using System.Text.RegularExpressions;
using CsCheck;

namespace ChatHub.Tests.Translation;

/// <summary>One thing that an engine, or who talks it into something, may do to a marked text.</summary>
internal sealed partial record Scrambling(Scrambling.Kind What, int Where, int Other, string Insertion)
{
    private static readonly string[] Insertions =
        [" ", "\n", "word", " palabra ", "@eva", " @ana ", " https://evil.example ", "www.evil.example", "⟦", "⟧", "⟦0⟧", "⟦7⟧", "[", "`", "{", "}", "<", ">", "%", "$", "@", ":", ".", "👍🏽", "{house}", "$HOME"];

    public static Gen<Scrambling> Any => Gen.Select(
        Gen.Enum<Kind>(), Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, Insertions.Length - 1], (what, where, other, insertion) => new Scrambling(what, where, other, Insertions[insertion]));

    public string Apply(string text)
    {
        var markers = Markers().Matches(text);
        var (one, two) = markers.Count == 0 ? (null, null) : (markers[Where % markers.Count], markers[Other % markers.Count]);
        return What switch
        {
            Kind.Insert => text.Insert(Where % (text.Length + 1), Insertion),
            Kind.DropWord => EachWord().Replace(text, "", 1, Where % (text.Length + 1)),
            Kind.Truncate => text[..(Where % (text.Length + 1))],
            _ when one is null || two is null => text,
            Kind.Drop => text.Remove(one.Index, one.Length),
            Kind.Duplicate => text.Insert(two.Index, one.Value),
            Kind.Renumber => text.Remove(one.Index, one.Length).Insert(one.Index, two.Value),
            Kind.Swap => Markers().Replace(text, match => match.Index == one.Index ? two.Value : match.Index == two.Index ? one.Value : match.Value),
            Kind.DropBracket => text.Remove(Other % 2 == 0 ? one.Index : one.Index + one.Length - 1, 1),
            Kind.Space => text.Insert(one.Index + 1, " "),
            _ => TrimAround(text, one),
        };
    }

    private static string TrimAround(string text, Match marker)
        => text[..marker.Index].TrimEnd() + marker.Value + text[(marker.Index + marker.Length)..].TrimStart();

    [GeneratedRegex("⟦[0-9]+⟧", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markers();

    [GeneratedRegex(@"\p{L}+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EachWord();

    /// <summary>What is done.</summary>
    internal enum Kind
    {
        Insert,
        DropWord,
        Truncate,
        Drop,
        Duplicate,
        Renumber,
        Swap,
        DropBracket,
        Space,
        TrimAround,
    }
}
