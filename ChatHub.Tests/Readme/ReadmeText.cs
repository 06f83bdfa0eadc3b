namespace ChatHub.Tests.Readme;

/// <summary>The project's front page, as its readers paste from it.</summary>
internal static class ReadmeText
{
    public static string All { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));

    /// <summary>The one block of code that begins with this line, as it stands.</summary>
    public static string BlockStarting(string firstLine) => Blocks().Single(block => block.StartsWith(firstLine + "\n", StringComparison.Ordinal));

    private static IEnumerable<string> Blocks()
    {
        // Every second part is inside a fence; its first line names the language.
        var parts = All.ReplaceLineEndings("\n").Split("```");
        for (var index = 1; index < parts.Length; index += 2)
            yield return parts[index][(parts[index].IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }
}
