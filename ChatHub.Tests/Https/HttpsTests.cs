using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Https;

/// <summary>TLS ended by the server itself, on a port of its own, with a certificate from a file.</summary>
public sealed class HttpsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Certificate _certificate = new();

    [Fact]
    public async Task TheServerEndsTlsAndBrowsersAreToldToRememberIt()
    {
        await using var server = await StartAsync("--Https:HstsDays", "365", "--Https:HstsSubdomains", "true");
        using var http = _certificate.NewHttp(server.Url);

        server.Url.Scheme.Should().Be("https");
        (await http.PostAsJsonAsync("/signup", new { username = "ana", password = ChatServer.Password })).StatusCode.Should().Be(HttpStatusCode.Created);
        using var byName = await GetAsync(http, "/", Certificate.Name);
        using var refused = await GetAsync(http, "/me", Certificate.Name);
        using var byAddress = await GetAsync(http, "/", host: null);

        foreach (var answer in new[] { byName, refused })
            Header(answer, "Strict-Transport-Security").Should().Be("max-age=31536000; includeSubDomains");
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Header(byAddress, "Strict-Transport-Security").Should().BeNull("127.0.0.1 is nobody's name");
    }

    [Fact]
    public async Task TheHubIsSpokenToThroughTls()
    {
        await using var server = await StartAsync();
        using var http = _certificate.NewHttp(server.Url);
        await http.PostAsJsonAsync("/signup", new { username = "ana", password = ChatServer.Password });
        var token = (await http.PostAsJsonAsync("/login", new { username = "ana", password = ChatServer.Password }).JsonAsync()).GetProperty("accessToken").GetString();
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(server.Url, "/hubs/chat"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.AccessTokenProvider = () => Task.FromResult(token);
            options.WebSocketConfiguration = socket => socket.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == _certificate.Hash;
        }).Build();
        var texts = new ConcurrentQueue<string?>();
        connection.On<JsonElement>("RoomEvents", batch =>
        {
            foreach (var entry in batch.GetProperty("events").EnumerateArray().Where(entry => entry.TryGetProperty("message", out _)))
                texts.Enqueue(entry.GetProperty("message").GetProperty("text").GetString());
        });

        await connection.StartAsync();
        await connection.InvokeAsync("JoinRoom", new { room = "general" });
        await connection.InvokeAsync("SendMessage", new { room = "general", text = "through TLS" });

        await Eventually.TrueAsync(() => texts.Contains("through TLS"), "it came back");
    }

    [Fact]
    public async Task NothingIsToBeRememberedUnlessConfigured()
    {
        await using var server = await StartAsync();
        using var http = _certificate.NewHttp(server.Url);

        using var answer = await GetAsync(http, "/", Certificate.Name);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        Header(answer, "Strict-Transport-Security").Should().BeNull();
    }

    [Fact]
    public async Task AnHttpsAddressWithoutACertificateEndsTheStartWithOneLine()
    {
        // No certificate of a developer's either.
        var attempt = await StartAttempt.RunAsync(_directory.Path, ["--urls", "https://127.0.0.1:0"], ("HOME", _directory.Path));

        attempt.ShouldBeRefusedNaming("Urls", "Kestrel:Certificates:Default:Path");
        attempt.Error.Trim().Split('\n').Should().ContainSingle();
    }

    [Fact]
    public async Task ACertificateThatIsNoneEndsTheStartWithOneLine()
    {
        await File.WriteAllTextAsync(_directory.File("none.pem"), "no certificate");

        var attempt = await StartAttempt.RunAsync(_directory.Path, ["--urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", _directory.File("none.pem")]);

        attempt.ShouldBeRefusedNaming("Kestrel:Certificates");
        attempt.Error.Trim().Split('\n').Should().ContainSingle();
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _directory.Dispose();
    }

    private Task<ServerProcess> StartAsync(params string[] settings) => ServerProcess.StartAsync(_directory.Path, [
        "--urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", _certificate.PemPath, "--Kestrel:Certificates:Default:KeyPath", _certificate.KeyPath, .. settings,
    ]);

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string path, string? host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return await http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
