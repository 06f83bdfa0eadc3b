using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Browser;

/// <summary>The pages in a real browser, which is the one that knows what the Content-Security-Policy forbids.</summary>
public sealed class PageTests(ChatServer server) : IClassFixture<ChatServer>
{
    [ProgramFact("node", "npm", "chromium")]
    public async Task TheWelcomeTheHubsPageAndSwaggerUiWorkUnderTheStrictPolicyAndWhatIsInjectedDoesNot()
    {
        var user = await server.NewUserAsync();
        var environment = new Dictionary<string, string>
        {
            ["SERVER_URL"] = server.Url.ToString(),
            ["CHROMIUM"] = Programs.Find("chromium")!,
            ["USERNAME"] = user.Username,
            ["PASSWORD"] = ChatServer.Password,
        };

        var printed = await ScriptProcess.RunAsync(await NodePackages.FolderAsync("Browser"), environment, "node", "pages.mjs");

        var report = JsonSerializer.Deserialize<JsonElement>(printed);
        var seen = report.GetProperty("seen");
        seen.GetProperty("welcome").GetString().Should().Be("Welcome to ChatHub");
        seen.GetProperty("styled").GetBoolean().Should().BeTrue("the style sheet counts");
        seen.GetProperty("pictures").GetBoolean().Should().BeTrue("the pictures are shown");
        seen.GetProperty("hub").GetBoolean().Should().BeTrue("the page about the hub has its own style sheet, too");
        seen.GetProperty("stranger").GetInt32().Should().Be(401, "nobody has pressed Authorize yet");
        seen.GetProperty("user").GetString().Should().Be("200", "the token is sent once Authorize was pressed");
        Strings(report, "complaints").Should().BeEmpty();
        Strings(report, "foreign").Should().BeEmpty("the pages ask nobody else");
        seen.GetProperty("injected").GetBoolean().Should().BeFalse("neither an inline script nor an inline handler runs");
    }

    private static IEnumerable<string> Strings(JsonElement report, string name) => report.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
}
