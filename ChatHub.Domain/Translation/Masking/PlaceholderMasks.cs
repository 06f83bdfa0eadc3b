using System.Text.RegularExpressions;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>
/// Placeholders that a sign begins: <c>$HOME</c>, <c>${HOME}</c>, <c>%s</c>, <c>%1$s</c>, <c>%(name)s</c>, <c>%NAME%</c>, and <c>:smile:</c>.
/// No more than <see cref="MaxLength"/> units are looked at, braces aside.
/// </summary>
internal static partial class PlaceholderMasks
{
    private const int MaxLength = 128;

    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        if (text[at] == '$')
            return VariableLength(text[at..]);
        // 100%, and the second colon of 10:30:00, begin nothing.
        if (WordMasks.EndsInWord(text[..at]))
            return 0;
        return text[at] == '%' ? FormatsLength(text[at..]) : MatchLength(Shortcode(), text[at..]);
    }

    private static int VariableLength(ReadOnlySpan<char> text)
    {
        var braces = text is ['$', '{', ..] ? BracketMasks.BraceLength(text[1..]) : 0;
        return braces > 0 ? braces + 1 : MatchLength(Variable(), text);
    }

    /// <summary>One right behind the other, as in <c>%d%s</c>; what goes on as a word is none.</summary>
    private static int FormatsLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && text[length] == '%' && MatchLength(Format(), text[length..]) is > 0 and var next)
            length += next;
        return length > 0 && WordMasks.BeginsWithWord(text[length..]) ? 0 : length;
    }

    private static int MatchLength(Regex regex, ReadOnlySpan<char> text)
    {
        foreach (var match in regex.EnumerateMatches(text[..Math.Min(text.Length, MaxLength)]))
            return match.Length;
        return 0;
    }

    [GeneratedRegex(@"\A\$[a-zA-Z_][a-zA-Z0-9_]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Variable();

    // No space among the flags: "100 % sure" is no format.
    [GeneratedRegex(@"\A(%[a-zA-Z_][a-zA-Z0-9_]*%|%(\([a-zA-Z0-9_]+\)|[0-9]+\$)?[-+#0]*[0-9]*(\.[0-9]+)?(hh|h|ll|l|q|j|z|t|L)?[diouxXeEfFgGaAcCsSpn])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Format();

    [GeneratedRegex(@"\A:[a-zA-Z0-9_+-]+:", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shortcode();
}
