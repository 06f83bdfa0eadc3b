using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ChatHub.Api.Documents;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Documents;

/// <summary>The page about the hub, and how it and the document behind it are handed out.</summary>
public sealed partial class HubPageTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task EveryCallHasItsPlaceAndEveryLinkLeadsSomewhere()
    {
        using var http = server.NewHttp();

        var page = await http.GetStringAsync(new Uri(HubDocuments.PagePath, UriKind.Relative));

        var anchors = Anchors().Matches(page).Select(match => match.Groups["name"].Value).ToList();
        anchors.Should().OnlyHaveUniqueItems().And.Contain(HubInterface.Methods(HubDocuments.Docs()).Concat(HubInterface.Calls(HubDocuments.Docs())).Select(call => call.Name));
        var links = Links().Matches(page).Select(match => match.Groups["link"].Value).Distinct().ToList();
        links.Where(link => link.StartsWith('#')).Should().OnlyContain(link => anchors.Contains(link.Substring(1))).And.HaveCountGreaterThan(40);
        var address = new Uri(server.Url, HubDocuments.PagePath);
        foreach (var link in links.Where(link => link[0] != '#' && !link.StartsWith("https://", StringComparison.Ordinal)))
            (await http.GetAsync(new Uri(address, link))).StatusCode.Should().Be(HttpStatusCode.OK, link);
        page.Should().NotContain("<script").And.NotContain("style=").And.NotContain("`", "no Markdown is left");
    }

    [Theory]
    [InlineData(HubDocuments.PagePath, "text/html")]
    [InlineData(HubDocuments.AsyncApiPath, "application/json")]
    public async Task WhoHasItAlreadyIsToldSo(string path, string type)
    {
        using var http = server.NewHttp();
        using var first = await http.GetAsync(new Uri(path, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await http.SendAsync(request);

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.Should().Be(type);
        first.Headers.CacheControl.Should().Be(new CacheControlHeaderValue { NoCache = true });
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [GeneratedRegex(" id=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Anchors();

    [GeneratedRegex("href=\"(?<link>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
