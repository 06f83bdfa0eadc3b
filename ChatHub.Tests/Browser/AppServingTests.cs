using System.Net;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Browser;

/// <summary>How the server hands out the web app's files.</summary>
public sealed class AppServingTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task AFileIsCompressed(string encoding)
    {
        using var answer = await GetAsync("app/lib/chathub.js", ("Accept-Encoding", encoding));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.Should().Equal(encoding);
        answer.Headers.Vary.Should().Equal("Accept-Encoding");
        (await answer.Content.ReadAsByteArrayAsync()).Length.Should().BeLessThan(30_000, "as it stands there it has twice as much");
    }

    [Fact]
    public async Task NothingElseIsCompressed()
    {
        var user = await server.NewUserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "rooms");
        request.Headers.Add("Accept-Encoding", "gzip, br");

        using var answer = await user.Http.SendAsync(request);

        answer.Content.Headers.ContentEncoding.Should().BeEmpty("answers hold what others wrote beside what is one's own (BREACH)");
    }

    [Theory]
    [InlineData("app/")]
    [InlineData("app/main.js")]
    [InlineData("app/styles/tokens.css")]
    public async Task AnOldAppIsNeverShownAndTheSameOneIsNotSentTwice(string path)
    {
        using var first = await GetAsync(path);
        first.Headers.CacheControl!.NoCache.Should().BeTrue("the browser asks each time whether it is still the same");

        using var second = await GetAsync(path, ("If-None-Match", first.Headers.ETag!.ToString()));

        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        second.Headers.Vary.Should().Equal("Accept-Encoding");
    }

    [Fact]
    public async Task TheFirstLoadIsUnder200Kilobytes()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Browser", "wwwroot");
        var sum = 0;
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".html" or ".js" or ".css"))
        {
            using var answer = await GetAsync(Path.GetRelativePath(folder, file).Replace('\\', '/'), ("Accept-Encoding", "gzip"));
            sum += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        sum.Should().BeInRange(50_000, 200_000);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }
}
