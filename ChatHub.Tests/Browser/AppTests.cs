using ChatHub.Tests.Support;

namespace ChatHub.Tests.Browser;

/// <summary>The web app in a real browser, as people use it; each file of scripts has a server of its own.</summary>
public sealed class AppTests
{
    public static TheoryData<string> Files => AppFiles.Named("*.browser.mjs");

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
}
