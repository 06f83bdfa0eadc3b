namespace ChatHub.Domain.Translation.Masking;

/// <summary>Cuts off what a text begins and ends with and no translator needs to see: white space, masks, and what stands behind a leading mask, as the comma in <c>@ana, hello</c>.</summary>
internal static class Edges
{
    /// <summary>Takes the leading parts off the list.</summary>
    public static MaskedPart CutStart(string text, List<MaskedPart> parts)
    {
        var end = text.Length - text.AsSpan().TrimStart().Length;
        var cut = 0;
        while (cut < parts.Count && parts[cut].Start <= end)
        {
            var next = ++cut < parts.Count ? parts[cut].Start : text.Length;
            end = parts[cut - 1].End;
            end += Separators.LengthAtStart(text.AsSpan(end..next));
        }

        var last = cut > 0 ? parts[cut - 1] : null;
        parts.RemoveRange(0, cut);
        return last is null ? new MaskedPart(text, 0, end, null, null) : last.Widen(0, end);
    }

    /// <summary>Takes the trailing part off the list; those before it have something to say between them.</summary>
    public static MaskedPart CutEnd(string text, List<MaskedPart> parts, int from)
    {
        var start = Math.Max(from, text.AsSpan().TrimEnd().Length);
        if (parts.Count == 0 || parts[^1].End < start)
            return new MaskedPart(text, start, text.Length, null, null);
        var last = parts[^1];
        parts.RemoveAt(parts.Count - 1);
        return last.Widen(from + text.AsSpan(from..last.Start).TrimEnd().Length, text.Length);
    }
}
