using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Documents;

/// <summary>That what docs/embedding.md and docs/translation.md give to paste does what they say.</summary>
public sealed class EmbeddingTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [ProgramFact("node")]
    public async Task TheBackendOpensASessionForItsUserAndEndsItWhenTheySignOut()
    {
        await using var server = ChatServer.Start(new() { ["Auth:ServerKeys:0"] = Key, ["Auth:Signup"] = "Closed" });
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder.File("backend.mjs"), new MarkdownPage("docs/embedding.md").BlockStarting("// backend.mjs"));
        var environment = new Dictionary<string, string> { ["CHATHUB_URL"] = server.Url.GetLeftPart(UriPartial.Authority), ["CHATHUB_SERVER_KEY"] = Key, ["PORT"] = "0" };
        await using var backend = ScriptProcess.Start(folder.Path, environment, ["node", "backend.mjs"]);
        await Eventually.TrueAsync(() => !backend.Lines.IsEmpty, "the backend listens");
        using var app = new HttpClient { BaseAddress = new Uri(backend.Lines.Single().Split("backend: ")[1]) };
        using var page = server.NewHttp();

        var session = await (await app.PostAsync(new Uri("/chat-session", UriKind.Relative), content: null)).Content.ReadFromJsonAsync<JsonElement>();
        page.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("accessToken").GetString());
        var me = await page.GetFromJsonAsync<JsonElement>(new Uri("/me", UriKind.Relative));
        var end = await app.PostAsync(new Uri("/sign-out", UriKind.Relative), content: null);

        me.GetProperty("displayName").GetString().Should().Be("Ada Lovelace");
        end.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await page.GetAsync(new Uri("/me", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [ProgramFact("bash", "curl")]
    public async Task TheGlossaryIsTaken()
    {
        await using var server = ChatServer.Start([]);
        var owner = await server.NewUserAsync();
        (await owner.Http.PostAsJsonAsync("/rooms", new { room = "team" })).EnsureSuccessStatusCode();
        var environment = new Dictionary<string, string> { ["CHATHUB_URL"] = server.Url.GetLeftPart(UriPartial.Authority), ["ROOM"] = "team", ["TOKEN"] = owner.Token };

        await ScriptProcess.RunAsync(Path.GetTempPath(), environment, "bash", "-euc", new MarkdownPage("docs/translation.md").BlockStarting("# a glossary"));

        var glossary = await owner.Http.GetFromJsonAsync<JsonElement>(new Uri("/rooms/team/glossary", UriKind.Relative));
        glossary.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("term").GetString()).Should().BeEquivalentTo("ChatHub", "sprint");
    }
}
