using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Renewing a session: each refresh token once, and what happens to one that comes twice.</summary>
public sealed class RefreshTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private readonly ChatServer _server;

    public RefreshTests() => _server = ChatServer.Start([], _clock.Replace);

    public static TheoryData<string> Forged => ["", "x", new string('A', 70), new string('-', 70), new string('é', 70), new string('A', 5000)];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task TheAnswerIsThatOfALoginWithTokensThatWork()
    {
        var user = await _server.NewUserAsync(language: "es");

        using var answer = await RefreshAsync(user.RefreshToken);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        var body = await answer.JsonAsync();
        body.GetProperty("status").GetString().Should().Be("OK");
        body.GetProperty("tokenType").GetString().Should().Be("Bearer");
        body.GetProperty("expiresIn").GetInt64().Should().Be(3600);
        body.GetProperty("user").GetProperty("username").GetString().Should().Be(user.Username);
        body.GetProperty("user").GetProperty("language").GetString().Should().Be("es");
        (await IsGoodAsync(AccessOf(body))).Should().BeTrue();
        (await IsGoodAsync(user.Token)).Should().BeTrue("the one before lives until it expires");
        (await RefreshAsync(RefreshOf(body))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ARepeatWithinTenSecondsGetsTheSameSuccessor()
    {
        var user = await _server.NewUserAsync();
        var first = await (await RefreshAsync(user.RefreshToken)).JsonAsync();
        _clock.Shift(TimeSpan.FromSeconds(9));

        var again = await (await RefreshAsync(user.RefreshToken)).JsonAsync();

        RefreshOf(again).Should().Be(RefreshOf(first));
        (await IsGoodAsync(AccessOf(again))).Should().BeTrue();
        (await RefreshAsync(RefreshOf(first))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TwoTabsAtOnceBothGoOnWithTheSameToken()
    {
        var user = await _server.NewUserAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(user.RefreshToken)));

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.OK);
        var bodies = await Task.WhenAll(answers.Select(answer => answer.JsonAsync()));
        bodies.Select(RefreshOf).Distinct().Should().ContainSingle();
        (await RefreshAsync(RefreshOf(bodies[0]))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AReplayAfterThatEndsTheSessionForBothWhoHoldIt()
    {
        var user = await _server.NewUserAsync();
        var other = await _server.SignInAsync(user.Username);
        await using var client = await _server.ConnectAsync(user);
        await using var bystander = await _server.ConnectAsync(other);
        var renewed = await (await RefreshAsync(user.RefreshToken)).JsonAsync();
        _clock.Shift(TimeSpan.FromSeconds(11));

        await (await RefreshAsync(user.RefreshToken)).ShouldBeAsync(401, "invalid_token");

        await (await RefreshAsync(RefreshOf(renewed))).ShouldBeAsync(401, "invalid_token");
        await (await GetMeAsync(AccessOf(renewed))).ShouldBeAsync(401, "invalid_token");
        await Eventually.TrueAsync(() => client.CallsOf("SessionEnded").Count == 1, "the thief and the owner were told");
        client.CallsOf("SessionEnded")[0].GetProperty("reason").GetString().Should().Be("session_ended");
        (await RefreshAsync(other.RefreshToken)).StatusCode.Should().Be(HttpStatusCode.OK, "another session of the same person is none of this");
        bystander.CallsOf("SessionEnded").Should().BeEmpty();
    }

    [Fact]
    public async Task ARepeatByAClockThatWasSetBackIsRefusedAndEndsNothing()
    {
        var user = await _server.NewUserAsync();
        var renewed = await (await RefreshAsync(user.RefreshToken)).JsonAsync();
        _clock.Shift(TimeSpan.FromHours(-1));

        await (await RefreshAsync(user.RefreshToken)).ShouldBeAsync(401, "invalid_token");

        (await RefreshAsync(RefreshOf(renewed))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ATabThatComesLateGetsTheTokenThatIsGoodByThen()
    {
        var user = await _server.NewUserAsync();
        var second = await (await RefreshAsync(user.RefreshToken)).JsonAsync();
        _clock.Shift(TimeSpan.FromSeconds(2));
        var third = await (await RefreshAsync(RefreshOf(second))).JsonAsync();
        _clock.Shift(TimeSpan.FromSeconds(5));

        var late = await (await RefreshAsync(user.RefreshToken)).JsonAsync();

        RefreshOf(late).Should().Be(RefreshOf(third));
        _clock.Shift(TimeSpan.FromHours(1));
        (await RefreshAsync(RefreshOf(late))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ATokenThatWasUsedLongerAgoIsAReplayHoweverRecentTheLastRenewalIs()
    {
        var user = await _server.NewUserAsync();
        var second = await (await RefreshAsync(user.RefreshToken)).JsonAsync();
        _clock.Shift(TimeSpan.FromSeconds(11));
        await RefreshAsync(RefreshOf(second));

        await (await RefreshAsync(user.RefreshToken)).ShouldBeAsync(401, "invalid_token");

        await (await GetMeAsync(AccessOf(second))).ShouldBeAsync(401, "invalid_token");
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task WhatThisServerHasNotMadeIsRefused(string token)
        => await (await RefreshAsync(token)).ShouldBeAsync(401, "invalid_token");

    [Fact]
    public async Task NoLetterOfATokenCanBeAnother()
    {
        var user = await _server.NewUserAsync();

        for (var index = 0; index < user.RefreshToken.Length; index++)
        {
            var forged = user.RefreshToken.Remove(index, 1).Insert(index, user.RefreshToken[index] == 'A' ? "B" : "A");
            await (await RefreshAsync(forged)).ShouldBeAsync(401, "invalid_token");
        }

        (await RefreshAsync(user.RefreshToken)).StatusCode.Should().Be(HttpStatusCode.OK, "a forgery ends nobody's session");
    }

    [Fact]
    public async Task AnAccessTokenIsNoRefreshTokenNorTheOtherWayRound()
    {
        var user = await _server.NewUserAsync();

        await (await RefreshAsync(user.Token)).ShouldBeAsync(401, "invalid_token");
        await (await GetMeAsync(user.RefreshToken)).ShouldBeAsync(401, "invalid_token");
    }

    [Fact]
    public async Task ATokenOfAnotherServerIsRefused()
    {
        await using var elsewhere = new ChatServer();
        var user = await elsewhere.NewUserAsync();

        await (await RefreshAsync(user.RefreshToken)).ShouldBeAsync(401, "invalid_token");
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(15, false)]
    public async Task ASessionEndsAfterFourteenDaysWithoutUse(int days, bool lives)
    {
        var user = await _server.NewUserAsync();
        _clock.Shift(TimeSpan.FromDays(days));

        using var answer = await RefreshAsync(user.RefreshToken);

        answer.StatusCode.Should().Be(lives ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ASessionEndsAfterNinetyDaysHoweverItIsUsed()
    {
        var user = await _server.NewUserAsync();
        var token = user.RefreshToken;
        JsonElement last = default;
        for (var days = 10; days < 90; days += 10)
        {
            _clock.Shift(TimeSpan.FromDays(10));
            last = await (await RefreshAsync(token)).JsonAsync();
            token = RefreshOf(last);
        }

        _clock.Shift(TimeSpan.FromDays(10) - TimeSpan.FromMinutes(30));
        last = await (await RefreshAsync(token)).JsonAsync();
        last.GetProperty("expiresIn").GetInt64().Should().BeInRange(1700, 1800, "no access token outlives its session");
        _clock.Shift(TimeSpan.FromMinutes(31));

        await (await RefreshAsync(RefreshOf(last))).ShouldBeAsync(401, "invalid_token");
        await (await GetMeAsync(AccessOf(last))).ShouldBeAsync(401, "token_expired");
    }

    [Fact]
    public async Task WhatIsStoredRenewsNothing()
    {
        var user = await _server.NewUserAsync();

        StoredRows.Read(_server).Should().NotContain(row => row.Contains(user.RefreshToken));
        (await ServerFiles.HoldAsync(_server, user.RefreshToken)).Should().BeFalse();
    }

    [Fact]
    public async Task ASessionOutlivesTheServerThatOpenedIt()
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string> { ["DataDirectory"] = directory.Path };
        TestUser user;
        JsonElement first;
        await using (var server = ChatServer.Start(settings))
        {
            user = await server.NewUserAsync();
            using var http = server.NewHttp();
            first = await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken }).JsonAsync();
        }

        await using var next = ChatServer.Start(settings);
        using var again = next.NewHttp();

        var repeated = await again.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken }).JsonAsync();
        RefreshOf(repeated).Should().Be(RefreshOf(first), "any server with the same keys gives the same successor");
    }

    private static string AccessOf(JsonElement answer) => answer.GetProperty("accessToken").GetString()!;

    private static string RefreshOf(JsonElement answer) => answer.GetProperty("refreshToken").GetString()!;

    private async Task<HttpResponseMessage> RefreshAsync(string refreshToken)
    {
        using var http = _server.NewHttp();
        return await http.PostAsJsonAsync("/refresh", new { refreshToken });
    }

    private async Task<HttpResponseMessage> GetMeAsync(string token)
    {
        using var http = _server.NewHttp();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return await http.GetAsync(new Uri("/me", UriKind.Relative));
    }

    private async Task<bool> IsGoodAsync(string token) => (await GetMeAsync(token)).IsSuccessStatusCode;
}
