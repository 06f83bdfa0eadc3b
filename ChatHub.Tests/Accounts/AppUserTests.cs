using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Apps that bring their own users: a backend with a server key says who is signed in.</summary>
public sealed class AppUserTests : IAsyncLifetime
{
    private const string Key = "a-server-key-of-thirty-two-characters";
    private const string OtherKey = "another-server-key-for-a-second-backend";

    private readonly ChatServer _server = ChatServer.Start(new() { ["Auth:ServerKeys:0"] = OtherKey, ["Auth:ServerKeys:1"] = Key, ["Auth:Signup"] = "Closed" });

    public static TheoryData<string?, string> BadKeys => new()
    {
        { null, "unauthenticated" },
        { "Basic YTpi", "unauthenticated" },
        { "Bearer", "unauthenticated" },
        { "Bearer x", "invalid_token" },
        { "Bearer " + Key[..^1], "invalid_token" },
        { "Bearer " + Key + "x", "invalid_token" },
        { "Bearer A" + Key[1..], "invalid_token" },
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(Key)]
    [InlineData(OtherKey)]
    public async Task ANewPersonGetsAnAccountAndASessionThatIsLikeAnyOther(string key)
    {
        using var http = App(key);

        using var answer = await http.PostAsJsonAsync("/sessions", new { username = "Ana", displayName = "Ana López", language = "es" });

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        var session = await answer.JsonAsync();
        session.GetProperty("status").GetString().Should().Be("OK");
        session.GetProperty("expiresIn").GetInt64().Should().Be(3600);
        var ana = Sign(session);
        var me = await ana.Http.GetJsonAsync("/me");
        me.GetRawText().Should().Be(session.GetProperty("user").GetRawText());
        (me.GetProperty("username").GetString(), me.GetProperty("displayName").GetString(), me.GetProperty("language").GetString()).Should().Be(("Ana", "Ana López", "es"));
        await using var client = await _server.ConnectAsync(ana);
        await client.JoinAsync("general");
        using var nobody = _server.NewHttp();
        (await nobody.PostAsJsonAsync("/refresh", new { refreshToken = ana.RefreshToken })).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheSamePersonAgainIsTheSameAccountAndWhatIsGivenReplacesWhatWasThere()
    {
        using var http = App(Key);
        var first = await http.PostAsJsonAsync("/sessions", new { username = "bo", displayName = "Bo", language = "es" }).JsonAsync();

        var unchanged = await http.PostAsJsonAsync("/sessions", new { username = "BO" }).JsonAsync();
        var changed = await http.PostAsJsonAsync("/sessions", new { username = "bo", displayName = "Bobby", language = (string?)null }).JsonAsync();

        unchanged.GetProperty("user").GetRawText().Should().Be(first.GetProperty("user").GetRawText());
        var user = changed.GetProperty("user");
        user.GetProperty("createdAt").GetString().Should().Be(first.GetProperty("user").GetProperty("createdAt").GetString());
        user.GetProperty("displayName").GetString().Should().Be("Bobby");
        user.GetProperty("language").ValueKind.Should().Be(JsonValueKind.Null);
        (await Sign(first).Http.GetJsonAsync("/me/sessions")).GetProperty("items").GetArrayLength().Should().Be(3, "each is a session of its own");
    }

    [Fact]
    public async Task ManyFirstSessionsAtOnceMakeOneAccount()
    {
        using var http = App(Key);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.PostAsJsonAsync("/sessions", new { username = "rush" })));

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task SuchAnAccountHasNoPasswordThatCouldBeGuessedOrChanged()
    {
        using var http = App(Key);
        var person = Sign(await http.PostAsJsonAsync("/sessions", new { username = "no-password" }).JsonAsync());
        using var nobody = _server.NewHttp();

        await (await nobody.PostAsJsonAsync("/login", new { username = "no-password", password = ChatServer.Password })).ShouldBeAsync(401, "invalid_credentials");
        await (await person.Http.PutAsJsonAsync("/me/password", new { currentPassword = ChatServer.Password, newPassword = ChatServer.Password })).ShouldBeAsync(409, "conflict");
        await (await person.Http.PostAsJsonAsync("/me/delete", new { password = ChatServer.Password })).ShouldBeAsync(401, "invalid_credentials");
    }

    [Fact]
    public async Task SomeoneWithoutAPasswordCanDeleteTheAccountAndTheNameIsGivenToNobodyAgain()
    {
        using var http = App(Key);
        var person = Sign(await http.PostAsJsonAsync("/sessions", new { username = "leaving" }).JsonAsync());

        (await person.Http.PostAsJsonAsync("/me/delete", new { })).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await (await http.PostAsJsonAsync("/sessions", new { username = "Leaving" })).ShouldBeAsync(409, "username_taken");
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task WithoutAServerKeyNothingIsOpenedOrEnded(string? authorization, string code)
    {
        using var http = _server.NewHttp();
        if (authorization is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        await (await http.PostAsJsonAsync("/sessions", new { username = "nobody-yet" })).ShouldBeAsync(401, code);
        await (await http.DeleteAsync("/users/nobody-yet/sessions")).ShouldBeAsync(401, code);
    }

    [Fact]
    public async Task AnAccessTokenIsNoServerKeyNorTheOtherWayRound()
    {
        using var http = App(Key);
        var person = Sign(await http.PostAsJsonAsync("/sessions", new { username = "person" }).JsonAsync());

        await (await person.Http.PostAsJsonAsync("/sessions", new { username = "person" })).ShouldBeAsync(401, "invalid_token");
        await (await http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("null")]
    [InlineData("")]
    public async Task ARequestFromAPageIsRefusedEvenWithTheKey(string origin)
    {
        using var http = App(Key);
        http.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin);

        await (await http.PostAsJsonAsync("/sessions", new { username = "page" })).ShouldBeAsync(403, "forbidden");
        await (await http.DeleteAsync("/users/page/sessions")).ShouldBeAsync(403, "forbidden");
    }

    [Fact]
    public async Task WhoeverIsSignedOutByTheAppIsOutEverywhere()
    {
        using var http = App(Key);
        var (one, two) = (Sign(await http.PostAsJsonAsync("/sessions", new { username = "out" }).JsonAsync()), Sign(await http.PostAsJsonAsync("/sessions", new { username = "out" }).JsonAsync()));
        await using var client = await _server.ConnectAsync(two);

        (await http.DeleteAsync("/users/OUT/sessions")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        foreach (var session in new[] { one, two })
            await (await session.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
        await Eventually.TrueAsync(() => client.CallsOf("SessionEnded").Count == 1, "the live connection was told");
        client.CallsOf("SessionEnded")[0].GetProperty("reason").GetString().Should().Be("session_ended");
        await (await http.DeleteAsync("/users/not-here/sessions")).ShouldBeAsync(404, "user_not_found");
        (await http.PostAsJsonAsync("/sessions", new { username = "out" })).StatusCode.Should().Be(HttpStatusCode.OK, "and may come back");
    }

    [Fact]
    public async Task ANameFromBeforeARuleCameStaysGood()
    {
        using var http = App(Key);
        await http.PostAsJsonAsync("/sessions", new { username = "an-old-name" }).JsonAsync();
        // Latin with Cyrillic: nobody may have it any more.
        await new DatabaseFile(_server.DataDirectory).ExecuteAsync("UPDATE Users SET Username = 'аna', UsernameKey = 'аna' WHERE Username = 'an-old-name'");

        (await http.PostAsJsonAsync("/sessions", new { username = "аna" })).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ThePersonIsCheckedAsAtSignup()
    {
        using var http = App(Key);

        (await (await http.PostAsJsonAsync("/sessions", new { username = "two words", displayName = "", language = "?" })).ShouldBeAsync(400, "invalid_request"))
            .Should().BeEquivalentTo("username", "displayName", "language");
        (await (await http.PostAsJsonAsync("/sessions", new { })).ShouldBeAsync(400, "invalid_request")).Should().Equal("username");
        (await (await http.PostAsJsonAsync("/sessions", new { username = "Admin" })).ShouldBeAsync(400, "invalid_request")).Should().Equal("username");
    }

    private HttpClient App(string key)
    {
        var http = _server.NewHttp();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    private TestUser Sign(JsonElement session)
    {
        var http = _server.NewHttp();
        var token = session.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new TestUser(session.GetProperty("user").GetProperty("username").GetString()!, token, http) { RefreshToken = session.GetProperty("refreshToken").GetString()! };
    }
}
