namespace ChatHub.Domain.Translation.Masking;

/// <summary>A part of the original that is kept aside as a whole: one mask, or several without words between them. It begins and ends with a mask.</summary>
internal sealed class MaskedPart(string text, int start, int end, Mask? first, Mask? last)
{
    // What follows can make another mask of one; further than this it is not looked at here, and the whole is checked in the end.
    private const int Sight = 8;

    /// <summary>Stands where a text begins, and where it ends.</summary>
    public static MaskedPart Nothing { get; } = new("", 0, 0, first: null, last: null);

    public int Start => start;

    public int End => end;

    public string Content => text[start..end];

    public bool HasLineBreak { get; init; }

    public bool BeginsWithLineBreak => first is { IsLineBreak: true };

    public bool EndsWithLineBreak => last is { IsLineBreak: true };

    /// <summary>Groups masks; between those of one group there are no words, and no end of a sentence.</summary>
    public static List<MaskedPart> Join(string text, List<Mask> masks)
    {
        var parts = new List<MaskedPart>();
        for (var at = 0; at < masks.Count;)
        {
            var (first, hasLineBreak) = (masks[at], masks[at].IsLineBreak);
            while (++at < masks.Count && Separators.AreAll(text.AsSpan(masks[at - 1].End..masks[at].Start)))
                hasLineBreak |= masks[at].IsLineBreak;
            var last = masks[at - 1];
            parts.Add(new MaskedPart(text, first.Start, last.End, first, last) { HasLineBreak = hasLineBreak });
        }

        return parts;
    }

    /// <summary>Whether its first mask would still be found as it is behind this text: <c>@ana</c> right behind a letter is a mail address.</summary>
    public bool CanStandBehind(string before)
        => first is not { IsLineBreak: false } mask || IsFound(LastOf(before), mask, "");

    /// <summary>Whether its last mask would still be found as it is before this text: <c>@ana</c> right before a letter is another name.</summary>
    public bool CanStandBefore(string after)
        => last is not { IsLineBreak: false } mask || IsFound("", mask, after[..Math.Min(after.Length, Sight)]);

    // No rule looks further back than one character.
    private static string LastOf(string text) => text is [.., var high, var low] && char.IsSurrogatePair(high, low) ? text[^2..] : text[Math.Max(text.Length - 1, 0)..];

    private bool IsFound(string before, Mask mask, string after)
        => MaskScanner.Scan(string.Concat(before, mask.Of(text), after)).Exists(found => found.Start == before.Length && found.Length == mask.Length);
}
