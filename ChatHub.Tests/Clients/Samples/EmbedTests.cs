using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Contracts;
using ChatHub.Tests.Clients.DotNet;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.Samples;

/// <summary>The app with its own users, as its page uses it.</summary>
public sealed class EmbedTests : IAsyncLifetime
{
    private const string ServerKey = "0123456789abcdef0123456789abcdef";

    private readonly ChatServer _server = ChatServer.Start(new() { ["Auth:ServerKeys"] = ServerKey, ["Auth:Signup"] = "Closed" });

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task WhoIsSignedInToTheAppTalksUnderTheirNameUntilTheySignOut()
    {
        await using var app = Start();
        using var http = new HttpClient { BaseAddress = await UrlOfAsync(app) };

        (await http.GetStringAsync("/")).Should().Contain("page.js");
        (await http.PostAsync("/chat-session", content: null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await http.PostAsJsonAsync("/sign-in", new { name = "ada", password = "wrong" })).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await http.PostAsJsonAsync("/sign-in", new { name = "ada", password = "sample" })).EnsureSuccessStatusCode();
        await using var chat = await ChatClient.ConnectAsync(new ChatClientOptions { Url = _server.Url, Tokens = _ => TokensAsync(http) });
        await using var events = new SeenEvents(chat);
        await (await chat.JoinAsync("general")).SendAsync("Hello from the app");

        chat.User.Should().Match<UserDto>(user => user.Username == "ada" && user.DisplayName == "Ada Lovelace" && user.Language == "en");
        (await http.PostAsync("/sign-out", content: null)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await events.SeesAsync<SessionEnded>(ended => ended.Reason == "session_ended");
        await Eventually.TrueAsync(() => chat.State == ChatConnectionState.Ended, "the chat has ended, too");
        app.Lines.Should().NotContain(line => line.Contains(ServerKey));
    }

    [Fact]
    public async Task WhoSignsOutWhileTheChatIsAwayIsSignedOut()
    {
        await using var proxy = await FaultProxy.StartAsync(_server.Url);
        await using var app = Start(proxy.Url);
        using var http = new HttpClient { BaseAddress = await UrlOfAsync(app) };
        (await http.PostAsJsonAsync("/sign-in", new { name = "ada", password = "sample" })).EnsureSuccessStatusCode();
        (await http.PostAsync("/chat-session", content: null)).EnsureSuccessStatusCode();
        proxy.GoOffline();

        (await http.PostAsync("/sign-out", content: null)).StatusCode.Should().Be(HttpStatusCode.BadGateway, "the sessions of the chat live on");

        (await http.PostAsync("/chat-session", content: null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [ProgramFact("node", "npm", "chromium")]
    public async Task ThePageSignsInAndTalksToTheChatWithTheTokensOfTheBackend()
    {
        await using var app = Start();
        var url = await UrlOfAsync(app);
        var environment = new Dictionary<string, string> { ["APP_URL"] = url.ToString(), ["CHROMIUM"] = Programs.Find("chromium")! };

        var printed = await ScriptProcess.RunAsync(await NodePackages.FolderAsync("Browser"), environment, "node", "embed.mjs");

        printed.Split('\n').Should().Equal("The name or the password is wrong.", $"Ada Lovelace may talk at {_server.Url.GetLeftPart(UriPartial.Authority)}");
    }

    private ScriptProcess Start(Uri? chat = null) => Sample.Start("embed", "Embed", new()
    {
        ["CHATHUB_URL"] = (chat ?? _server.Url).GetLeftPart(UriPartial.Authority),
        ["CHATHUB_SERVER_KEY"] = ServerKey,
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
    });

    private static async Task<Uri> UrlOfAsync(ScriptProcess app)
    {
        const string listening = "Now listening on: ";
        await app.UntilAsync(() => app.Lines.Any(line => line.Contains(listening)), "the app listens");
        return new Uri(app.Lines.First(line => line.Contains(listening)).Split(listening)[1].Trim());
    }

    private static async Task<ChatTokens> TokensAsync(HttpClient http)
    {
        using var answer = await http.PostAsync("/chat-session", content: null);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            throw new ChatException("signed_out", "Nobody is signed in to the app.");
        var session = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session");
        return ChatTokens.From(session.Deserialize<LoginAnswer>(ClientJson.Wire)!);
    }
}
