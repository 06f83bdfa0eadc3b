using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Guessing gets slower and slower, and harms nobody but the guesser.</summary>
public sealed class LoginThrottleTests : IAsyncLifetime
{
    private const string Wrong = "not the password";

    private readonly ShiftedTime _clock = new();
    private readonly ChatServer _server;

    public LoginThrottleTests() => _server = Start("5");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task AfterFiveFailuresAnAddressWaitsAndLongerEachTime()
    {
        await _server.NewUserAsync("ana");
        using var http = _server.NewHttp();
        for (var attempt = 0; attempt < 5; attempt++)
            await (await LogInAsync(http, $"user-{attempt}", Wrong)).ShouldBeAsync(401, "invalid_credentials");

        var first = await WaitOfAsync(http, "ana");
        _clock.Shift(first);
        await (await LogInAsync(http, "user-5", Wrong)).ShouldBeAsync(401, "invalid_credentials");
        var second = await WaitOfAsync(http, "ana");

        // The clock runs on while the test does.
        first.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(12));
        second.Should().BeGreaterThan(TimeSpan.FromSeconds(12)).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(24));
        _clock.Shift(second);
        (await LogInAsync(http, "ana", ChatServer.Password)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("nobody-of-this-name")]
    [InlineData("no name at all!")]
    [InlineData("system")]
    public async Task AnAccountIsGuardedFromAllAddressesTogetherWhetherItExistsOrNot(string username)
    {
        await _server.NewUserAsync("ana");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var guesser = From(attempt);
            await (await LogInAsync(guesser, username.ToUpperInvariant(), Wrong)).ShouldBeAsync(401, "invalid_credentials");
        }

        using var next = From(9);
        var answer = await LogInAsync(next, username, ChatServer.Password);

        await answer.ShouldBeAsync(429, "too_many_attempts");
        answer.Headers.RetryAfter!.Delta.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(12));
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task GuessesMadeAllAtOnceAreNoMoreThanOneByOne()
    {
        await _server.NewUserAsync("ana");

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(async attempt =>
        {
            using var guesser = From(attempt);
            return (await LogInAsync(guesser, "ana", Wrong)).StatusCode;
        }));

        answers.Count(status => status == HttpStatusCode.Unauthorized).Should().Be(5);
        answers.Count(status => status == HttpStatusCode.TooManyRequests).Should().Be(25);
    }

    [Fact]
    public async Task AStrangerCannotLockTheOwnerOutOfADeviceThatIsKnownByItsCookie()
    {
        await _server.NewUserAsync("ana");
        using var owner = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = _server.Url };
        using var first = await LogInAsync(owner, "ana", ChatServer.Password);
        var cookie = first.Headers.GetValues("Set-Cookie").Should().ContainSingle().Which;
        cookie.Should().StartWith("chathub-device=").And.ContainAll("path=/login", "httponly", "samesite=strict").And.NotContain("secure");
        await GuessAsync("ana");

        using var stranger = From(9);
        await (await LogInAsync(stranger, "ana", ChatServer.Password)).ShouldBeAsync(429, "too_many_attempts");
        (await LogInAsync(owner, "ana", ChatServer.Password)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AStrangerCannotLockTheOwnerOutOfADeviceThatIsKnownByASession()
    {
        await _server.NewUserAsync("ana");
        using var owner = From(1, "the owner's browser");
        await LogInAsync(owner, "ana", ChatServer.Password);
        await GuessAsync("ana");

        using var elsewhere = From(9, "the owner's browser");
        await (await LogInAsync(elsewhere, "ana", ChatServer.Password)).ShouldBeAsync(429, "too_many_attempts");
        using var again = From(1, "the owner's browser");
        (await LogInAsync(again, "ana", ChatServer.Password)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AStrangerBehindTheSameAddressCannotEither(bool hasCookie)
    {
        await _server.NewUserAsync("ana");
        using var owner = hasCookie ? new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = _server.Url } : _server.NewHttp();
        owner.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", hasCookie ? $"browser {Guid.NewGuid()}" : "the owner's browser");
        await LogInAsync(owner, "ana", ChatServer.Password);
        using var stranger = _server.NewHttp();
        for (var attempt = 0; attempt < 5; attempt++)
            await (await LogInAsync(stranger, $"user-{attempt}", Wrong)).ShouldBeAsync(401, "invalid_credentials");

        await (await LogInAsync(stranger, "ana", ChatServer.Password)).ShouldBeAsync(429, "too_many_attempts");
        (await LogInAsync(owner, "ana", ChatServer.Password)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("%09")]
    [InlineData("%0a")]
    public async Task ACookieWrittenInAnotherWayIsNoOtherDevice(string space)
    {
        await _server.NewUserAsync("ana");
        using var owner = From(1);
        using var login = await LogInAsync(owner, "ana", ChatServer.Password);
        var cookie = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await GuessAsync("ana");

        using var guesser = From(9);
        guesser.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", cookie + space);
        await (await LogInAsync(guesser, "ana", ChatServer.Password)).ShouldBeAsync(429, "too_many_attempts");
    }

    [Fact]
    public async Task ACookieIsGoodForHalfAYear()
    {
        await _server.NewUserAsync("ana");
        using var owner = From(1);
        using var login = await LogInAsync(owner, "ana", ChatServer.Password);
        var cookie = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        _clock.Shift(TimeSpan.FromDays(179));
        await GuessAsync("ana");
        using var before = From(9);
        before.DefaultRequestHeaders.Add("Cookie", cookie);
        (await LogInAsync(before, "ana", ChatServer.Password)).StatusCode.Should().Be(HttpStatusCode.OK);
        _clock.Shift(TimeSpan.FromDays(2));
        await GuessAsync("ana");
        using var after = From(9);
        after.DefaultRequestHeaders.Add("Cookie", cookie);
        await (await LogInAsync(after, "ana", ChatServer.Password)).ShouldBeAsync(429, "too_many_attempts");
    }

    [Fact]
    public async Task AKnownDeviceIsThrottledByItself()
    {
        await _server.NewUserAsync("ana");
        using var stolen = From(1, "browser");
        await LogInAsync(stolen, "ana", ChatServer.Password);
        for (var attempt = 0; attempt < 5; attempt++)
            await (await LogInAsync(stolen, "ana", Wrong)).ShouldBeAsync(401, "invalid_credentials");

        await (await LogInAsync(stolen, "ana", ChatServer.Password)).ShouldBeAsync(429, "too_many_attempts");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task ACookieThatWasMadeUpOrIsAnothersMakesNoDeviceKnown(string forged)
    {
        await _server.NewUserAsync("ana");
        await _server.NewUserAsync("bo");
        using var bo = From(1);
        using var login = await LogInAsync(bo, "bo", ChatServer.Password);
        var others = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await GuessAsync("ana");

        foreach (var cookie in new[] { $"chathub-device={forged}", others })
        {
            using var guesser = From(9);
            guesser.DefaultRequestHeaders.Add("Cookie", cookie);
            await (await LogInAsync(guesser, "ana", ChatServer.Password)).ShouldBeAsync(429, "too_many_attempts");
        }
    }

    [Fact]
    public async Task LoginsThatSucceedDoNotCount()
    {
        await _server.NewUserAsync("ana");
        using var http = _server.NewHttp();

        for (var attempt = 0; attempt < 20; attempt++)
            (await LogInAsync(http, "ana", ChatServer.Password)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task WhoeverIsLoggedInGoesOnWhileTheAccountIsUnderAttack()
    {
        var user = await _server.NewUserAsync("ana");
        await GuessAsync("ana");
        using var http = _server.NewHttp();

        (await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken })).StatusCode.Should().Be(HttpStatusCode.OK);
        (await user.Http.PutAsJsonAsync("/me/password", new { currentPassword = ChatServer.Password, newPassword = ChatServer.Password })).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task GuessingThePasswordWithAStolenTokenIsThrottled()
    {
        var user = await _server.NewUserAsync("ana");
        for (var attempt = 0; attempt < 5; attempt++)
            await (await user.Http.PostAsJsonAsync("/me/delete", new { password = Wrong })).ShouldBeAsync(401, "invalid_credentials");

        await (await user.Http.PostAsJsonAsync("/me/delete", new { password = ChatServer.Password })).ShouldBeAsync(429, "too_many_attempts");
        await (await user.Http.PutAsJsonAsync("/me/password", new { currentPassword = ChatServer.Password, newPassword = ChatServer.Password })).ShouldBeAsync(429, "too_many_attempts");
    }

    [Fact]
    public async Task ForgedRefreshTokensAreThrottledAndNobodyElseIsHarmed()
    {
        var user = await _server.NewUserAsync("ana");
        using var http = _server.NewHttp();
        for (var attempt = 0; attempt < 5; attempt++)
            await (await http.PostAsJsonAsync("/refresh", new { refreshToken = $"forged {attempt}" })).ShouldBeAsync(401, "invalid_token");

        var refused = await http.PostAsJsonAsync("/refresh", new { refreshToken = "forged" });

        await refused.ShouldBeAsync(429, "too_many_attempts");
        refused.Headers.RetryAfter!.Delta.Should().NotBeNull();
        (await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken })).StatusCode.Should().Be(HttpStatusCode.OK, "from the same address, with a good one");
    }

    [Fact]
    public async Task ASessionIsRenewedFiveTimesAMinuteAtMost()
    {
        var user = await _server.NewUserAsync("ana");
        using var http = _server.NewHttp();
        for (var attempt = 0; attempt < 5; attempt++)
            (await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken })).StatusCode.Should().Be(HttpStatusCode.OK);

        var refused = await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken });

        await refused.ShouldBeAsync(429, "too_many_attempts");
        _clock.Shift(refused.Headers.RetryAfter!.Delta!.Value);
        (await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken })).StatusCode.Should().NotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task SignupsAreCountedByAddress()
    {
        await using var server = Start("0", signups: "3");
        using var http = server.NewHttp();
        for (var attempt = 0; attempt < 3; attempt++)
            (await SignUpAsync(http, $"signup-{attempt}")).StatusCode.Should().Be(HttpStatusCode.Created);

        var refused = await SignUpAsync(http, "signup-3");

        await refused.ShouldBeAsync(429, "too_many_attempts");
        refused.Headers.RetryAfter!.Delta.Should().BeCloseTo(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(1));
        using var elsewhere = From(2, server: server);
        (await SignUpAsync(elsewhere, "signup-3")).StatusCode.Should().Be(HttpStatusCode.Created);
        _clock.Shift(TimeSpan.FromMinutes(21));
        (await SignUpAsync(http, "signup-4")).StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task ServerKeysCannotBeGuessedAndAGoodOneIsAlwaysLetIn()
    {
        const string key = "a-server-key-of-thirty-two-characters";
        await using var server = ChatServer.Start(new() { ["Auth:ServerKeys:0"] = key, ["Limits:LoginAttemptsPerMinute"] = "5" });
        using var guesser = server.NewHttp();
        for (var attempt = 0; attempt < 5; attempt++)
            await (await OpenAsync(guesser, $"guess {attempt}")).ShouldBeAsync(401, "invalid_token");

        await (await OpenAsync(guesser, "guess")).ShouldBeAsync(429, "too_many_attempts");
        (await OpenAsync(guesser, key)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheLogNamesTheKeyOfALimitThatBites()
    {
        using var logs = new LogRecorder();
        await using var server = ChatServer.Start(new() { ["Limits:LoginAttemptsPerMinute"] = "1", ["Limits:SignupsPerHour"] = "1" }, logs: logs);
        using var http = server.NewHttp();
        foreach (var name in new[] { "ana", "bo" })
            await SignUpAsync(http, name);
        foreach (var _ in Enumerable.Range(0, 2))
            await LogInAsync(http, "ana", Wrong);

        foreach (var key in new[] { "Limits:SignupsPerHour", "Limits:LoginAttemptsPerMinute" })
            logs.Entries.Should().Contain(entry => entry.StartsWith("Warning ", StringComparison.Ordinal) && entry.Contains(key));
    }

    [Fact]
    public async Task ZeroIsNoLimit()
    {
        await using var server = Start("0", signups: "0");
        await server.NewUserAsync("ana");
        using var http = server.NewHttp();

        for (var attempt = 0; attempt < 15; attempt++)
            await (await LogInAsync(http, "ana", Wrong)).ShouldBeAsync(401, "invalid_credentials");
    }

    private static Task<HttpResponseMessage> LogInAsync(HttpClient http, string username, string password) => http.PostAsJsonAsync("/login", new { username, password });

    private static Task<HttpResponseMessage> SignUpAsync(HttpClient http, string username) => http.PostAsJsonAsync("/signup", new { username, password = ChatServer.Password });

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sessions") { Content = JsonContent.Create(new { username = "ana" }) };
        request.Headers.Authorization = new("Bearer", key);
        return await http.SendAsync(request);
    }

    private ChatServer Start(string attempts, string signups = "0")
        => ChatServer.Start(new() { ["Limits:LoginAttemptsPerMinute"] = attempts, ["Limits:SignupsPerHour"] = signups }, _clock.Replace);

    /// <summary>A client at an address of its own: all of 127.0.0.0/8 is this machine.</summary>
    private HttpClient From(int address, string? device = null, ChatServer? server = null)
    {
        var http = (server ?? _server).NewHttpFrom(IPAddress.Parse($"127.0.1.{address + 1}"));
        if (device is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", device);
        return http;
    }

    private async Task GuessAsync(string username)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var guesser = From(20 + attempt);
            await (await LogInAsync(guesser, username, Wrong)).ShouldBeAsync(401, "invalid_credentials");
        }
    }

    private static async Task<TimeSpan> WaitOfAsync(HttpClient http, string username)
    {
        var answer = await LogInAsync(http, username, ChatServer.Password);
        await answer.ShouldBeAsync(429, "too_many_attempts");
        return answer.Headers.RetryAfter!.Delta!.Value;
    }
}
