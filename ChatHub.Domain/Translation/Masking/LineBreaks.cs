using System.Buffers;
using System.Text;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>White space with a line break in it: engines join lines, or break them anew.</summary>
internal static class LineBreaks
{
    // As in UAX #14: the classes BK, CR, LF and NL.
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\v\f\u0085\u2028\u2029");

    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && char.IsWhiteSpace(text[at - 1]))
            return 0;
        var run = text[at..];
        run = run[..^run.TrimStart().Length];
        return HasBreak(run) ? run.Length : 0;
    }

    /// <summary>The text with a space in the place of each line break, which an engine made up: those of the original are masked.</summary>
    public static string Remove(string text)
    {
        if (!HasBreak(text))
            return text;
        var line = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = char.IsWhiteSpace(text[at]) ? LengthAt(text, at) : 0;
            line.Append(length > 0 ? ' ' : text[at]);
            at += Math.Max(length, 1);
        }

        return line.ToString();
    }

    private static bool HasBreak(ReadOnlySpan<char> text) => text.ContainsAny(Breaks);
}
