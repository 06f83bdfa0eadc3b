namespace ChatHub.Domain.Text;

/// <summary>A single line for people to read, such as a display name or a room's title.</summary>
public static class Line
{
    /// <summary>
    /// Trims <paramref name="text"/> and checks it: valid Unicode, no control characters, none that change the direction of what stands beside it (UAX #9: such a
    /// line is shown within others), <paramref name="least"/> to <paramref name="most"/> code points, and something to see unless it may be empty.
    /// </summary>
    /// <returns>What is wrong with it, as a sentence; null when <paramref name="line"/> is good.</returns>
    public static string? Check(string text, int least, int most, out string line)
    {
        line = "";
        if (!Unicode.IsValid(text))
            return "Must be valid Unicode.";
        line = text.Trim();
        var length = Unicode.CountCodePoints(line);
        if (length < least || length > most)
            return $"Must have {least} to {most} characters.";
        if (line.Any(char.IsControl))
            return "Must not contain control characters.";
        if (line.Any(IsDirection))
            return "Must not contain characters that change the direction of text (U+202A to U+202E, U+2066 to U+2069).";
        return least > 0 && Invisible.IsAllOf(line) ? "Must show something." : null;
    }

    private static bool IsDirection(char unit) => unit is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
