namespace ChatHub.Domain.Translation.Masking;

/// <summary>Code between back-ticks, as in CommonMark (sections 4.5 and 6.1): fences of three or more, and inline code of one or two, which ends with its paragraph at the latest.</summary>
internal static class CodeMasks
{
    private const int Fence = 3;

    /// <summary>
    /// The code that begins here. Linear: a fence that is never closed takes all the rest, and inline code that is not closed says that no run of its length
    /// follows within the paragraph, so that of each length one at most is looked for in vain.
    /// </summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && text[at - 1] == '`')
            return 0;
        var count = RunAt(text, at);
        var end = FindEnd(text, at + count, count);
        if (end < 0)
            return count >= Fence ? text.Length - at : 0;
        return end - at;
    }

    private static int FindEnd(ReadOnlySpan<char> text, int at, int count)
    {
        while (at < text.Length && (count >= Fence || !EndsParagraph(text, at)))
        {
            var run = RunAt(text, at);
            if (run == count || (count >= Fence && run > count))
                return at + run;
            at += Math.Max(run, 1);
        }

        return -1;
    }

    private static int RunAt(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAnyExcept('`');
        return length < 0 ? text.Length - at : length;
    }

    private static bool EndsParagraph(ReadOnlySpan<char> text, int at)
        => text[at] == '\n' && text[(at + 1)..].TrimStart(" \t\r") is ['\n', ..];
}
