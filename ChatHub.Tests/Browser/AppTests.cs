using ChatHub.Tests.Support;

namespace ChatHub.Tests.Browser;

/// <summary>The web app in a real browser, as people use it; each file of scripts has a server of its own.</summary>
public sealed class AppTests
{
    public static TheoryData<string> Files => ["conversation.browser.mjs", "session.browser.mjs", "rooms.browser.mjs", "injection.browser.mjs", "scrolling.browser.mjs", "offline.browser.mjs", "keyboard.browser.mjs"];

    [ProgramTheory("node", "npm", "chromium")]
    [MemberData(nameof(Files))]
    public async Task PeopleTalk(string file)
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });

        await AppFiles.PassesAsync(file, new()
        {
            ["SERVER_URL"] = server.Url.ToString(),
            ["CHROMIUM"] = Programs.Find("chromium")!,
        });
    }

    [Fact]
    public void EveryFileOfScriptsIsRun()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Browser", "app");
        string[] run = [.. NamesOf(AppFileTests.Files), .. NamesOf(Files)];
        string[] there = [.. Directory.GetFiles(folder, "*.test.mjs"), .. Directory.GetFiles(folder, "*.browser.mjs")];
        there.Select(Path.GetFileName).Should().BeEquivalentTo(run);
    }

    private static IEnumerable<string> NamesOf(IEnumerable<object[]> rows) => rows.Select(row => (string)row[0]);
}
