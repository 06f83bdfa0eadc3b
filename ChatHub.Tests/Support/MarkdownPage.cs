namespace ChatHub.Tests.Support;

/// <summary>A page of the repository's, as its readers paste from it.</summary>
/// <param name="path">From the root of the repository; it must be among what is copied beside the tests.</param>
internal sealed class MarkdownPage(string path)
{
    public string All { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, path));

    /// <summary>The one block of code that begins with this line, as it stands.</summary>
    public string BlockStarting(string firstLine) => Blocks().Single(block => block.StartsWith(firstLine + "\n", StringComparison.Ordinal));

    private IEnumerable<string> Blocks()
    {
        // Every second part is inside a fence; its first line names the language.
        var parts = All.ReplaceLineEndings("\n").Split("```");
        for (var index = 1; index < parts.Length; index += 2)
            yield return parts[index][(parts[index].IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }
}
