using System.Net;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Origins;

/// <summary>Which web pages may use a server, at each of its doors.</summary>
public sealed class OriginTests : IAsyncLifetime, IDisposable
{
    private const string Evil = "https://evil.example";

    private readonly LogRecorder _logs = new();
    private ChatServer? _server;
    private TestUser? _user;

    public static TheoryData<Dictionary<string, string>, string, bool> Pages => new()
    {
        { [], "http://localhost:5173", true },
        { [], "http://127.0.0.1:8080", true },
        { [], "https://[::1]:5173", true },
        { [], Evil, false },
        { [], "http://localhost.evil.example", false },
        { [], "http://127.0.0.1.evil.example:5000", false },
        { [], "null", false },
        { new() { ["Cors:Origins"] = "https://chat.example https://Admin.example:8443/" }, "https://chat.example", true },
        { new() { ["Cors:Origins"] = "https://chat.example https://Admin.example:8443/" }, "https://admin.example:8443", true },
        { new() { ["Cors:Origins"] = "https://chat.example https://Admin.example:8443/" }, "https://admin.example", false },
        { new() { ["Cors:Origins"] = "https://chat.example" }, "http://chat.example", false },
        { new() { ["Cors:Origins"] = "https://chat.example" }, "http://localhost:5173", false },
        { new() { ["Cors:Origins"] = "https://chat.example" }, Evil, false },
        { new() { ["Cors:Origins:0"] = "https://chat.example", ["Cors:Origins:1"] = "https://admin.example" }, "https://chat.example", true },
        { new() { ["Cors:Origins:0"] = "https://chat.example", ["Cors:Origins:1"] = "https://admin.example" }, "https://admin.example", true },
        { new() { ["Cors:Origins:0"] = "https://chat.example", ["Cors:Origins:1"] = "https://admin.example" }, Evil, false },
    };

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public async Task APageIsAllowedAtEveryDoorOrAtNone(Dictionary<string, string> settings, string origin, bool isAllowed)
    {
        await StartAsync(settings);

        using var preflight = await PreflightAsync(origin);
        using var call = await SendAsync(HttpMethod.Get, "/me", origin);
        using var negotiation = await SendAsync(HttpMethod.Post, "/hubs/chat/negotiate?negotiateVersion=1", origin);
        using var upgrade = await UpgradeAsync(origin);

        AllowedOrigin(preflight).Should().Be(isAllowed ? origin : null);
        AllowedOrigin(call).Should().Be(isAllowed ? origin : null);
        if (isAllowed)
        {
            Header(preflight, "Access-Control-Allow-Headers").Should().Contain("authorization");
            Header(call, "Access-Control-Expose-Headers").Should().Contain("Retry-After");
            negotiation.StatusCode.Should().Be(HttpStatusCode.OK);
            upgrade.StatusCode.Should().Be(HttpStatusCode.SwitchingProtocols);
            return;
        }

        await negotiation.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "forbidden");
        await upgrade.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "forbidden");
        _logs.Entries.Should().Contain(entry =>
            entry.StartsWith("Warning ", StringComparison.Ordinal) && entry.Contains("Cors:Origins", StringComparison.Ordinal) && entry.Contains(origin, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://chat.example")]
    public async Task WithoutAnOriginEveryDoorIsOpen(string? listed)
    {
        await StartAsync(listed is null ? [] : new() { ["Cors:Origins"] = listed });

        using var negotiation = await SendAsync(HttpMethod.Post, "/hubs/chat/negotiate?negotiateVersion=1", origin: null);
        using var upgrade = await UpgradeAsync(origin: null);

        negotiation.StatusCode.Should().Be(HttpStatusCode.OK);
        upgrade.StatusCode.Should().Be(HttpStatusCode.SwitchingProtocols);
    }

    [Fact]
    public async Task AForeignPageLearnsNothingOfATokenAtTheHub()
    {
        await StartAsync([]);
        _user!.Http.DefaultRequestHeaders.Authorization = null;

        using var stranger = await SendAsync(HttpMethod.Post, "/hubs/chat/negotiate?negotiateVersion=1", Evil);

        await stranger.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose() => _logs.Dispose();

    private static string? AllowedOrigin(HttpResponseMessage answer) => Header(answer, "Access-Control-Allow-Origin");

    private static string? Header(HttpResponseMessage answer, string name)
        => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private async Task StartAsync(Dictionary<string, string> settings)
    {
        _server = ChatServer.Start(settings, logs: _logs);
        _user = await _server.NewUserAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? origin, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _user!.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private Task<HttpResponseMessage> PreflightAsync(string origin) => SendAsync(
        HttpMethod.Options, "/me", origin, ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,content-type"));

    /// <summary>As browsers open a WebSocket, the token in the query and all.</summary>
    private Task<HttpResponseMessage> UpgradeAsync(string? origin) => SendAsync(
        HttpMethod.Get, $"/hubs/chat?access_token={_user!.Token}", origin,
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
}
