using System.Text;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>A translation, read as words and the parts that its markers stand for.</summary>
internal sealed class MarkedTranslation
{
    // One more than there are parts: before each, and behind the last.
    private readonly List<string> _words = [];
    private readonly List<MaskedPart> _parts = [];

    private MarkedTranslation()
    {
    }

    /// <returns>Null unless every part's marker is there once, nothing else looks like one, and line breaks are in their order.</returns>
    public static MarkedTranslation? Read(string translated, List<MaskedPart> parts)
    {
        var (reading, isRead, at, line) = (new MarkedTranslation(), new bool[parts.Count], 0, -1);
        for (int next; (next = translated.AsSpan(at).IndexOfAny(Marker.Open, Marker.Close)) >= 0;)
        {
            var length = Marker.Read(translated.AsSpan(at + next), out var number);
            if (length == 0 || number >= parts.Count || isRead[number] || (parts[number].HasLineBreak && number < line))
                return null;
            line = parts[number].HasLineBreak ? number : line;
            isRead[number] = true;
            reading._words.Add(LineBreaks.Remove(translated.Substring(at, next)));
            reading._parts.Add(parts[number]);
            at += next + length;
        }

        reading._words.Add(LineBreaks.Remove(translated[at..]));
        return Array.TrueForAll(isRead, read => read) ? reading : null;
    }

    /// <summary>The whole text.</summary>
    /// <param name="isSpaced">Whether to put a space where a mask would become another one without it.</param>
    public string Join(bool isSpaced)
    {
        var text = new StringBuilder();
        for (var at = 0; at < _words.Count; at++)
        {
            var right = at < _parts.Count ? _parts[at] : MaskedPart.Nothing;
            text.Append(Fit(at > 0 ? _parts[at - 1] : MaskedPart.Nothing, _words[at], right, isSpaced)).Append(right.Content);
        }

        return text.ToString();
    }

    /// <summary>The spaces around a line break were ours; others stay as they are.</summary>
    private static string Fit(MaskedPart left, string words, MaskedPart right, bool isSpaced)
    {
        if (left.EndsWithLineBreak)
            words = words.TrimStart();
        if (right.BeginsWithLineBreak)
            words = words.TrimEnd();
        if (isSpaced && !left.CanStandBefore(words + right.Content))
            words = " " + words;
        return !isSpaced || right.CanStandBehind(left.Content + words) ? words : words + " ";
    }
}
