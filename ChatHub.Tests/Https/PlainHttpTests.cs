using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Https;

/// <summary>What becomes of plain HTTP with <c>Https:Redirect</c>, as it is seen behind a proxy that ends TLS, or lets plain HTTP through.</summary>
public sealed class PlainHttpTests : IAsyncLifetime
{
    private const string Page = "text/html,application/xhtml+xml,*/*;q=0.8";

    private readonly ChatServer _server = ChatServer.Start(new()
    {
        ["Proxies:Trusted"] = "127.0.0.1",
        ["Https:Redirect"] = "true",
        ["Https:HstsDays"] = "1",
    });

    [Theory]
    [InlineData("/", "https://chat.example/")]
    [InlineData("/swagger/index.html?a=b%20c", "https://chat.example/swagger/index.html?a=b%20c")]
    [InlineData("/no%2Fwhere//evil.example", "https://chat.example/no%2Fwhere//evil.example")]
    public async Task APageThatABrowserOpensGoesToItsHttpsAddress(string path, string address)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "http", Page);

        answer.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
        answer.Headers.Location!.OriginalString.Should().Be(address);
        answer.Headers.Contains("Strict-Transport-Security").Should().BeFalse("it would not be believed");
    }

    [Theory]
    [InlineData("GET", "/me", "application/json")]
    [InlineData("GET", "/", "*/*")]
    [InlineData("POST", "/login", Page)]
    [InlineData("POST", "/signup", "application/json")]
    [InlineData("POST", "/hubs/chat/negotiate?negotiateVersion=1", "*/*")]
    [InlineData("GET", "/healthy", "*/*")]
    public async Task AnyOtherCallIsForbiddenSoThatItIsNoticed(string method, string path, string accept)
    {
        using var answer = await SendAsync(new HttpMethod(method), path, "http", accept);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task HealthChecksStayAsTheyAre(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "http", "*/*");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https")]
    [InlineData("HTTPS")]
    [InlineData("wss")]
    public async Task WhatCameOverTlsToTheProxyIsWelcome(string scheme)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/docs", scheme, Page);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.Contains("Strict-Transport-Security").Should().Be(scheme != "wss");
    }

    [Fact]
    public async Task CallsFromThisMachineStayAsTheyAre()
    {
        var user = await _server.NewUserAsync();
        await using var hub = await _server.ConnectAsync(user);

        (await user.Http.GetAsync(new Uri("/me", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ThePortOfTheHttpsAddressIsTheConfiguredOne()
    {
        await using var server = ChatServer.Start(new() { ["Proxies:Trusted"] = "127.0.0.1", ["Https:Redirect"] = "true", ["Https:Port"] = "8443" });

        using var answer = await SendAsync(server, HttpMethod.Get, "/", "http", Page);

        answer.Headers.Location!.OriginalString.Should().Be("https://chat.example:8443/");
    }

    [Fact]
    public async Task NothingIsTurnedAwayUnlessConfigured()
    {
        await using var server = ChatServer.Start(new() { ["Proxies:Trusted"] = "127.0.0.1" });

        using var answer = await SendAsync(server, HttpMethod.Get, "/docs", "http", Page);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string scheme, string accept) => SendAsync(_server, method, path, scheme, accept);

    /// <summary>As a proxy passes it on, of someone far away.</summary>
    private static async Task<HttpResponseMessage> SendAsync(ChatServer server, HttpMethod method, string path, string scheme, string accept)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Url };
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? JsonContent.Create(new { }) : null };
        request.Headers.Host = "chat.example:5000";
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return await http.SendAsync(request);
    }
}
