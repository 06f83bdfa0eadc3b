using ChatHub.Tests.Readme;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.JavaScript;

/// <summary>The JavaScript package's lines in README.md, as its readers paste them.</summary>
public sealed class ReadmeLinesTests(ChatServer server) : IClassFixture<ChatServer>
{
    [NodeFact]
    public async Task TheLinesOfTheFrontPageTalk()
    {
        await server.NewUserAsync("ada");
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder.File("hello.mjs"), ReadmeText.BlockStarting("// hello.mjs"));
        // In the place of `npm install`, which package.test.mjs does.
        Directory.CreateDirectory(folder.File("node_modules/@chathub"));
        Directory.CreateSymbolicLink(folder.File("node_modules/@chathub/client"), await ClientPackage.BuildOnceAsync());

        var printed = await ScriptProcess.RunAsync(
            folder.Path, new Dictionary<string, string> { ["CHATHUB_URL"] = server.Url.GetLeftPart(UriPartial.Authority) }, ReadmeText.BlockStarting("node hello.mjs").Trim().Split(' '));

        printed.Should().Be("ada: Hello from JavaScript!");
    }
}
