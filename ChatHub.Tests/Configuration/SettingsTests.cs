using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Configuration;

/// <summary>A configuration with a fault ends the start and says which; it never runs as something else than was meant.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string, string> Faults => new()
    {
        // Wrong values.
        { "Auth:BcryptWorkFactor", "9", "whole number from 10 to 16" },
        { "Auth:BcryptWorkFactor", "17", "whole number from 10 to 16" },
        { "Auth:BcryptWorkFactor", "twelve", "whole number from 10 to 16" },
        { "Auth:BcryptWorkFactor", "12.0", "whole number" },
        { "Auth:BcryptWorkFactor", "99999999999", "whole number" },
        { "Auth:AccessTokenMinutes", "0", "whole number" },
        { "Auth:RefreshTokenDays", "-1", "whole number" },
        { "Auth:Signup", "Maybe", "Open, Closed" },
        { "Auth:Signup", "1", "Open, Closed" },
        { "Auth:Admins", "a/b", "is not a username" },
        { "Database:Provider", "Oracle", "Sqlite" },
        { "Database:ConnectionString", "Host=db;Password=hidden", "not a connection string of SQLite" },
        { "Database:ConnectionString", "Data Source=:memory:", "must name a file" },
        { "Limits:MessageLength", "0", "whole number" },
        { "Limits:MessagesPerSecond", "-1", "whole number" },
        { "Limits:OutboundQueue", "many", "whole number" },
        { "Limits:FrameBytes", "16777217", "whole number from 0 to 16777216" },
        { "Limits:HandshakeSeconds", "3601", "whole number from 0 to 3600" },
        { "Translation:TimeoutSeconds", "0", "whole number" },
        { "Translation:Endpoint", "not-an-address", "an http or https address" },
        { "Translation:Provider", "Babel", "None, Pseudo, LibreTranslate, Apertium, OpenAi" },
        { "Translation:Provider", "LibreTranslate", "Translation:Endpoint: must be the address" },
        { "Translation:Provider", "Apertium", "Translation:Endpoint: must be the address" },
        { "Translation:ApiKey", "hidden key", "printable ASCII" },
        { "Translation:Local", "perhaps", "'true' or 'false'" },
        { "Translation:DailyCharacters", "-1", "whole number" },
        { "Metrics:Public", "yes", "'true' or 'false'" },
        { "Cors:Origins", "https://example.com/chat", "without a path" },
        { "Cors:Origins", "example.com", "an origin" },
        { "Cors:Origins:0", "*", "an origin" },
        { "Https:Redirect", "yes", "'true' or 'false'" },
        { "Https:Port", "0", "whole number from 1 to 65535" },
        { "Https:HstsDays", "-1", "whole number from 0 to 3650" },
        { "Kestrel:Certificates:Default:Path", "no-such.pem", "there is no file 'no-such.pem'" },
        { "Kestrel:Endpoints:Https:Certificate:KeyPath", "no-such.key", "there is no file 'no-such.key'" },
        { "Proxies:Trusted", "proxy.example", "an address or a network" },
        { "Proxies:Trusted", "10.0.0.1 10.0.0.1/8", "'10.0.0.1/8' must be" },
        { "Proxies:Trusted", "10", "an address or a network" },
        { "Proxies:Trusted", "10/8", "an address or a network" },
        { "Proxies:Trusted", "10.0.0.0/33", "an address or a network" },
        { "Proxies:Trusted", "10.0.0.0/8/8", "an address or a network" },
        { "Proxies:Trusted", "fd00::/129", "an address or a network" },
        { "Proxies:Trusted", "0.0.0.0/0", "not everyone" },
        { "Proxies:Trusted:0", "::/0", "not everyone" },
        { "Urls", "foo", "http://localhost:5000" },
        { "Auth:Signup:Open", "true", "single value" },
        { "Auth:ServerKeys", "hidden-and-too-short", "32 or more" },
        { "Auth:ServerKeys:0", "hidden and long enough but with spaces", "without spaces" },
        // Keys that do not exist.
        { "Auth:BcryptWorkfactors", "12", "no such key" },
        { "Database:Path", "chat.db", "no such key" },
        { "Limits:MessagesPerSec", "10", "no such key" },
        { "Translation:Key", "x", "no such key" },
        { "Cors:Origin", "https://example.com", "no such key" },
        { "Redis:Host", "localhost", "no such key" },
        { "Https:Hsts", "365", "no such key" },
        { "Metrics:Enabled", "true", "no such key" },
        { "Proxies:Known", "10.0.0.1", "no such key" },
        // What this version cannot honour yet.
        { "Database:Provider", "Postgres", "Sqlite" },
        { "Redis:ConnectionString", "localhost:6379", "single node" },
        { "Metrics:Public", "true", "no metrics yet" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AFaultEndsTheStartAndIsNamed(string key, string value, string words)
    {
        var attempt = await StartAttempt.RunAsync(_directory.Path, ["--" + key, value]);

        // A list's faults are told of the list.
        attempt.ShouldBeRefusedNaming(string.Join(':', key.Split(':').Take(2)), words);
        attempt.Error.Should().NotContain("hidden", "a connection string may hold a secret");
    }

    [Fact]
    public async Task EveryFaultIsNamedAtOnceFromWhereverItComes()
    {
        var attempt = await StartAttempt.RunAsync(
            _directory.Path, ["--Auth:Signup", "Maybe", "--Limits:Typo=1"], ("Translation__Provider", "Babel"), ("Auth__BcryptWorkFactor", "4"));

        attempt.ShouldBeRefusedNaming("Auth:Signup", "Limits:Typo", "Translation:Provider", "Auth:BcryptWorkFactor");
        Directory.EnumerateFileSystemEntries(_directory.Path).Should().BeEmpty("nothing is made before all is checked");
    }

    [Fact]
    public async Task TheFrameworksOwnSwitchToBelieveEveryoneIsRefused()
    {
        var attempt = await StartAttempt.RunAsync(_directory.Path, [], ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        attempt.ShouldBeRefusedNaming("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "Proxies:Trusted");
    }

    [Fact]
    public async Task ADataDirectoryThatCannotBeMadeIsNamed()
    {
        var file = _directory.File("a-file");
        await File.WriteAllTextAsync(file, "");

        (await StartAttempt.RunAsync(file, [])).ShouldBeRefusedNaming("DataDirectory", file);
    }

    [Fact]
    public async Task APortInUseEndsTheStartWithOneLineThatNamesTheKey()
    {
        await using var first = ChatServer.Start([]);

        var attempt = await StartAttempt.RunAsync(_directory.Path, ["--Urls", $"http://127.0.0.1:{first.Url.Port}"]);

        attempt.ShouldBeRefusedNaming("Urls", $"{first.Url.Port}");
        attempt.Error.Trim().Split('\n').Should().ContainSingle();
    }

    [Fact]
    public async Task TheEnvironmentAndTheCommandLineConfigureAndTheCommandLineWins()
    {
        await using (var earlier = ChatServer.Start(new() { ["DataDirectory"] = _directory.Path }))
            await earlier.NewUserAsync("ada");
        var command = ServerProcess.Command("--DataDirectory", _directory.Path, "--Auth:AccessTokenMinutes", "7", "--auth:bcryptworkfactor=10");
        command.Environment["Auth__AccessTokenMinutes"] = "99";
        command.Environment["Auth__Signup"] = "closed";
        await using var server = await ServerProcess.StartAsync(command);
        using var http = new HttpClient { BaseAddress = server.Url };

        var signup = await http.PostAsJsonAsync("/signup", new { username = "bob", password = ChatServer.Password });
        var login = await http.PostAsJsonAsync("/login", new { username = "ada", password = ChatServer.Password });

        await signup.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "forbidden");
        (await login.JsonAsync()).GetProperty("expiresIn").GetInt64().Should().Be(7 * 60);
    }

    public void Dispose() => _directory.Dispose();
}
