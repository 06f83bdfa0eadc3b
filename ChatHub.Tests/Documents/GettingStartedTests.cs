using ChatHub.Tests.Support;

namespace ChatHub.Tests.Documents;

/// <summary>That docs/getting-started.md leads to two people who talk, when its blocks are pasted as they stand.</summary>
public sealed class GettingStartedTests : IDisposable
{
    private readonly MarkdownPage _page = new("docs/getting-started.md");
    private readonly TemporaryDirectory _data = new();
    private readonly TemporaryDirectory _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _data.Dispose();
    }

    [ProgramFact("bash", "curl", "node", "npm")]
    public async Task TwoPeopleTalkInTheirLanguagesAndNothingIsLostWhenTheServerIsKilled()
    {
        const string Run = "dotnet run --project ChatHub.Api -- ";
        var server = await ServerProcess.StartAsync(_data.Path, _page.BlockStarting(Run + "--Translation:Provider=Pseudo").Trim()[Run.Length..].Split(' '));
        try
        {
            var environment = new Dictionary<string, string> { ["CHATHUB_URL"] = server.Url.GetLeftPart(UriPartial.Authority) };
            var people = await ScriptProcess.RunAsync(_folder.Path, environment, "bash", "-euc", _page.BlockStarting("# two people"));
            people.Split('\n').Should().HaveCount(2).And.OnlyContain(line => line.StartsWith("{\"user\":", StringComparison.Ordinal));
            await File.WriteAllTextAsync(_folder.File("talk.mjs"), _page.BlockStarting("// talk.mjs"));
            // In the place of `npm install @microsoft/signalr`: the same package, in the version of the tests' lock file.
            _page.BlockStarting("npm install @microsoft/signalr").Trim().Should().Be("npm install @microsoft/signalr");
            Directory.CreateSymbolicLink(_folder.File("node_modules"), Path.Combine(await NodePackages.FolderAsync(), "node_modules"));
            await using var ada = Paste("node talk.mjs ada");
            await using var luis = Paste("node talk.mjs luis");
            await ada.WriteLineAsync("Good morning!");
            await luis.PrintsAsync("  = [es] Good morning!");

            await server.KillAsync();
            await ada.WriteLineAsync("Still there?");
            server = await server.StartAgainAsync();

            await luis.PrintsAsync("ada: Still there?");
            luis.Lines.Where(line => !line.StartsWith(' ')).Should().Equal("ada: Good morning!", "ada: Still there?");

            ScriptProcess Paste(string command) => ScriptProcess.Start(_folder.Path, environment, ["bash", "-euc", _page.BlockStarting(command)]);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
