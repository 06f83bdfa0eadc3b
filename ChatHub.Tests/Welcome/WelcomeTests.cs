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
        links.Keys().Should().BeEquivalentTo("docs", "hub", "app", "health");
        foreach (var link in new[] { "docs", "app", "health" })
            (await http.GetAsync(new Uri(links.GetProperty(link).GetString()!, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK, link);
        links.GetProperty("hub").GetString().Should().Be("/hubs/chat");
    }

    [Fact]
    public async Task ABrowserIsLedToTheWebApp()
    {
        using var http = server.NewHttp();

        using var answer = await GetAsync(http, "/", Browser);

        answer.RequestMessage!.RequestUri!.AbsolutePath.Should().Be("/app/");
        await ShouldBeAPageWhoseLinksLeadSomewhereAsync(http, answer, "main.js");
    }

    [Fact]
    public async Task WhoeverBuildsOnTheServerFindsItsDocuments()
    {
        using var http = server.NewHttp();

        using var answer = await GetAsync(http, "/docs", Browser);

        (await ShouldBeAPageWhoseLinksLeadSomewhereAsync(http, answer, "swagger", "docs/hub", "app/", "welcome.css")).Should().Contain("<h1>Welcome to ChatHub</h1>");
        using var withSlash = await GetAsync(http, "/docs/", Browser);
        withSlash.RequestMessage!.RequestUri!.AbsolutePath.Should().Be("/docs", "there its links lead where they should");
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/docs"));
        head.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ACacheTellsTheTwoWelcomesApart()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Url };

        using var answer = await GetAsync(http, "/", Browser);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Vary.Should().Contain("Accept");
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

    private static async Task<string> ShouldBeAPageWhoseLinksLeadSomewhereAsync(HttpClient http, HttpResponseMessage answer, params string[] known)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        var page = await answer.Content.ReadAsStringAsync();
        var links = Links().Matches(page).Select(match => match.Groups["link"].Value).Distinct().ToList();
        links.Should().Contain(known);
        foreach (var link in links)
            (await http.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, link))).StatusCode.Should().Be(HttpStatusCode.OK, link);
        return page;
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
