using System.Net;
using System.Text.RegularExpressions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Welcome;

/// <summary>What a first visitor meets.</summary>
public sealed partial class WelcomeTests(ChatServer server) : IClassFixture<ChatServer>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("not a media type")]
    public async Task AProgramIsWelcomedInJsonWhoseLinksLeadSomewhere(string? accept)
    {
        using var http = server.NewHttp();

        using var answer = await GetAsync(http, "/", accept);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        answer.Headers.Vary.Should().Contain("Accept");
        var welcome = await answer.JsonAsync();
        welcome.Keys().Should().BeEquivalentTo("message", "version", "links");
        welcome.GetProperty("message").GetString().Should().StartWith("Welcome");
        welcome.GetProperty("version").GetString().Should().MatchRegex(@"^\d+\.\d+\.\d+");
        var links = welcome.GetProperty("links");
        links.Keys().Should().BeEquivalentTo("docs", "hub", "health");
        foreach (var link in new[] { "docs", "health" })
            (await http.GetAsync(new Uri(links.GetProperty(link).GetString()!, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK, link);
        links.GetProperty("hub").GetString().Should().Be("/hubs/chat");
    }

    [Fact]
    public async Task ABrowserIsWelcomedByAPageWhoseLinksLeadSomewhere()
    {
        using var http = server.NewHttp();

        using var answer = await GetAsync(http, "/", Browser);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        answer.Headers.Vary.Should().Contain("Accept");
        var page = await answer.Content.ReadAsStringAsync();
        page.Should().Contain("<h1>Welcome to ChatHub</h1>");
        var links = Links().Matches(page).Select(match => match.Groups["link"].Value).Distinct().ToList();
        links.Should().Contain("swagger").And.Contain("welcome.css");
        foreach (var link in links)
            (await http.GetAsync(new Uri(link, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK, link);
    }

    [Fact]
    public async Task AServerStartedElsewhereHasNoPageButAWelcomeAndLeavesNothingInTheHomeDirectory()
    {
        using var directory = new TemporaryDirectory();
        var home = Directory.CreateDirectory(directory.File("home")).FullName;
        var command = ServerProcess.Command("--DataDirectory", directory.File("data"));
        (command.WorkingDirectory, command.Environment["HOME"]) = (home, home);
        await using var elsewhere = await ServerProcess.StartAsync(command);
        using var http = new HttpClient { BaseAddress = elsewhere.Url };

        using var answer = await GetAsync(http, "/", Browser);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.JsonAsync()).GetProperty("message").GetString().Should().StartWith("Welcome");
        Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "not_found")]
    [InlineData("GET", "/nowhere/at/all.html", HttpStatusCode.NotFound, "not_found")]
    [InlineData("POST", "/hubs", HttpStatusCode.NotFound, "not_found")]
    [InlineData("DELETE", "/signup", HttpStatusCode.MethodNotAllowed, "invalid_request")]
    public async Task WhatIsNotThereIsAProblemForABrowserToo(string method, string path, HttpStatusCode status, string code)
    {
        using var http = server.NewHttp();
        foreach (var accept in new[] { "application/json", Browser })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation("Accept", accept);

            var problem = await (await http.SendAsync(request)).ShouldBeRefusedAsync(status, code);

            problem.Keys().Should().BeEquivalentTo("type", "title", "status", "detail", "code");
        }
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await http.SendAsync(request);
    }

    [GeneratedRegex("(href|src)=\"(?<link>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
