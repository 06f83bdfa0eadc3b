namespace ChatHub.Domain.Text;

/// <summary>A single line for people to read, such as a display name or a room's title.</summary>
public static class Line
{
    /// <summary>
    /// Trims <paramref name="text"/> and checks it: valid Unicode, no control characters,
    /// <paramref name="least"/> to <paramref name="most"/> code points.
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
        return line.Any(char.IsControl) ? "Must not contain control characters." : null;
    }
}
