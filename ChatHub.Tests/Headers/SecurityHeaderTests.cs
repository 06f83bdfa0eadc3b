using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Headers;

/// <summary>What every answer tells browsers; <see cref="Browser.PageTests"/> shows what they make of it.</summary>
public sealed class SecurityHeaderTests(ChatServer server) : IClassFixture<ChatServer>
{
    private const string Browser = "text/html,application/xhtml+xml,*/*;q=0.8";

    public static TheoryData<string, string, string, HttpStatusCode, bool> Answers => new()
    {
        { "GET", "/", Browser, HttpStatusCode.Redirect, false },
        { "GET", "/docs", Browser, HttpStatusCode.OK, true },
        { "GET", "/app", Browser, HttpStatusCode.MovedPermanently, false },
        { "GET", "/app/", Browser, HttpStatusCode.OK, true },
        { "GET", "/app/main.js", "*/*", HttpStatusCode.OK, false },
        { "GET", "/", "application/json", HttpStatusCode.OK, false },
        { "GET", "/swagger/index.html", Browser, HttpStatusCode.OK, true },
        { "GET", "/swagger", Browser, HttpStatusCode.MovedPermanently, false },
        { "GET", "/swagger/index.js", "*/*", HttpStatusCode.OK, false },
        { "GET", "/swagger/v1/swagger.json", "*/*", HttpStatusCode.OK, false },
        { "GET", "/swagger/oauth2-redirect.html", Browser, HttpStatusCode.OK, true },
        { "GET", "/docs.html", Browser, HttpStatusCode.OK, true },
        { "GET", "/welcome.css", "*/*", HttpStatusCode.OK, false },
        { "GET", "/icon.svg", "*/*", HttpStatusCode.OK, false },
        { "GET", "/health/live", "*/*", HttpStatusCode.OK, false },
        { "GET", "/me", "*/*", HttpStatusCode.Unauthorized, false },
        { "GET", "/nowhere", Browser, HttpStatusCode.NotFound, false },
        { "DELETE", "/signup", Browser, HttpStatusCode.MethodNotAllowed, false },
        { "POST", "/hubs/chat/negotiate?negotiateVersion=1", "*/*", HttpStatusCode.Unauthorized, false },
        { "OPTIONS", "/me", "*/*", HttpStatusCode.MethodNotAllowed, false },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task EveryAnswerTellsBrowsersWhatTheyMayDoWithIt(string method, string path, string accept, HttpStatusCode status, bool isPage)
    {
        using var http = NewHttp();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var answer = await http.SendAsync(request);

        answer.StatusCode.Should().Be(status);
        ShouldBeGuarded(answer, isPage);
    }

    [Fact]
    public async Task AnswersToSomeoneAreKeptByNobodyAndFilesMayBe()
    {
        var user = await server.NewUserAsync();
        using var login = await user.Http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password });
        foreach (var path in new[] { "/me", "/rooms", "/rooms/general/messages", "/rooms/nowhere", "/users/nobody", "/search?q=x", "/languages", "/health/ready" })
            CacheControl(await user.Http.GetAsync(new Uri(path, UriKind.Relative))).Should().Contain("no-store", "of {0}", path);
        CacheControl(login).Should().Contain("no-store");
        CacheControl(await user.Http.PutAsync(new Uri($"/rooms/general/members/{user.Username}", UriKind.Relative), content: null)).Should().Contain("no-store");
        CacheControl(await user.Http.DeleteAsync(new Uri($"/rooms/general/members/{user.Username}", UriKind.Relative))).Should().Contain("no-store", "an answer without a body is one, too");
        CacheControl(await user.Http.GetAsync(new Uri("/welcome.css", UriKind.Relative))).Should().BeNull();
    }

    [Fact]
    public async Task AnAnswerThatFailedHalfwayIsGuardedToo()
    {
        using var http = NewHttp();

        using var answer = await http.PostAsync(new Uri("/signup", UriKind.Relative), new StringContent(new string('x', 70_000), encoding: null, "application/json"));

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        ShouldBeGuarded(answer, isPage: false);
        CacheControl(answer).Should().Contain("no-store");
    }

    private static void ShouldBeGuarded(HttpResponseMessage answer, bool isPage)
    {
        Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
        Header(answer, "Referrer-Policy").Should().Be("no-referrer");
        Header(answer, "Cross-Origin-Opener-Policy").Should().Be("same-origin");
        Header(answer, "Cross-Origin-Resource-Policy").Should().Be("same-origin");
        (Header(answer, "Permissions-Policy") is not null).Should().Be(isPage);
        Header(answer, "Server").Should().BeNull();
        var policy = Header(answer, "Content-Security-Policy")!.Split(';', StringSplitOptions.TrimEntries).Select(directive => directive.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        policy["default-src"].Should().Be("'none'");
        policy["frame-ancestors"].Should().Be("'none'");
        policy.GetValueOrDefault("script-src").Should().Be(isPage ? "'self'" : null);
        policy.Values.Should().NotContain(value => value.Contains("unsafe", StringComparison.Ordinal) || value.Contains('*', StringComparison.Ordinal));
        foreach (var directive in new[] { "base-uri", "form-action" })
            policy[directive].Should().Be("'none'", "default-src does not cover it");
    }

    private static string? CacheControl(HttpResponseMessage answer) => Header(answer, "Cache-Control");

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private HttpClient NewHttp() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Url };
}
