using ChatHub.Tests.Support;

namespace ChatHub.Tests.Readme;

/// <summary>The project's front page, as its readers paste from it.</summary>
internal static class ReadmeText
{
    private static readonly MarkdownPage Page = new("README.md");

    public static string All => Page.All;

    /// <summary>The one block of code that begins with this line, as it stands.</summary>
    public static string BlockStarting(string firstLine) => Page.BlockStarting(firstLine);
}
