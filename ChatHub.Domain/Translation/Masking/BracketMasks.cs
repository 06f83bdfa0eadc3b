using System.Buffers;

namespace ChatHub.Domain.Translation.Masking;

/// <summary>What stands between brackets of a machine's: <c>{placeholders}</c> and <c>&lt;tags attr="…"&gt;</c>.</summary>
internal static class BracketMasks
{
    /// <summary>The longest that is looked for, in UTF-16 units; it bounds what each opening bracket costs.</summary>
    public const int MaxLength = 1024;

    // Deeper is no message format, and a long row of opening braces is given up at once.
    private const int MaxDepth = 8;

    private static readonly SearchValues<char> BracesAndBreaks = SearchValues.Create("{}\n\r");

    /// <summary>From a brace to the one that closes it, on the same line: <c>{name}</c>, <c>{{ name }}</c>, <c>{n, plural, one {# item} other {# items}}</c>.</summary>
    public static int BraceLength(ReadOnlySpan<char> text)
    {
        var window = text[..Math.Min(text.Length, MaxLength)];
        var depth = 0;
        for (int at = 0, next; (next = window[at..].IndexOfAny(BracesAndBreaks)) >= 0; at++)
        {
            at += next;
            depth += window[at] switch { '{' => 1, '}' => -1, _ => -depth };
            if (depth == 0)
                return window[at] == '}' ? at + 1 : 0;
            if (depth > MaxDepth)
                return 0;
        }

        return 0;
    }

    /// <summary>A tag of HTML or XML, a closing one, a comment. Brackets within quotes do not end it.</summary>
    public static int TagLength(ReadOnlySpan<char> text)
    {
        if (!BeginsTag(text))
            return 0;
        var quote = '\0';
        for (var at = 1; at < Math.Min(text.Length, MaxLength); at++)
        {
            if (quote != '\0')
                quote = text[at] == quote ? '\0' : quote;
            else if (text[at] is '"' or '\'')
                quote = text[at];
            else if (text[at] is '<' or '>')
                return text[at] == '>' ? at + 1 : 0;
        }

        return 0;
    }

    private static bool BeginsTag(ReadOnlySpan<char> text)
    {
        if (text is ['<', '!' or '?', ..])
            return true;
        var name = text is ['<', '/', ..] ? text[2..] : text[1..];
        var length = 0;
        while (length < Math.Min(name.Length, MaxLength) && (char.IsAsciiLetterOrDigit(name[length]) || name[length] is '-' or '_'))
            length++;
        return length > 0 && char.IsAsciiLetter(name[0]) && length < name.Length && (name[length] is '>' or '/' || char.IsWhiteSpace(name[length]));
    }
}
