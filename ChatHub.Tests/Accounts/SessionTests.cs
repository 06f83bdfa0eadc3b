using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Looking at one's sessions and ending them: the tokens stop at once, the live connections with a word why.</summary>
public sealed class SessionTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task EachLoginIsASessionAndTheOneThatAsksIsMarked()
    {
        var user = await server.NewUserAsync();
        using var http = server.NewHttp();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("phone/1.0");
        await http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password }).JsonAsync();

        var sessions = await ListAsync(user);

        sessions.Should().HaveCount(2);
        var (phone, current) = (sessions.Single(session => !session.GetProperty("current").GetBoolean()), sessions.Single(session => session.GetProperty("current").GetBoolean()));
        phone.GetProperty("device").GetString().Should().Be("phone/1.0");
        current.GetProperty("device").ValueKind.Should().Be(JsonValueKind.Null);
        foreach (var session in sessions)
        {
            session.GetProperty("address").GetString().Should().Be("127.0.0.1");
            session.GetProperty("createdAt").GetString().Should().Be(session.GetProperty("lastUsedAt").GetString());
        }
    }

    [Fact]
    public async Task TheLastUsedComesFirst()
    {
        var user = await server.NewUserAsync();
        await server.SignInAsync(user.Username);
        var before = await ListAsync(user);
        // Whichever of two logins in the same millisecond was first.
        await Eventually.TrueAsync(() => DateTimeOffset.UtcNow > before[0].GetProperty("lastUsedAt").GetDateTimeOffset(), "the clock has moved");
        await RefreshAsync(user.RefreshToken);

        var sessions = await ListAsync(user);

        sessions[0].GetProperty("current").GetBoolean().Should().BeTrue();
        sessions[0].GetProperty("lastUsedAt").GetDateTimeOffset().Should().BeAfter(sessions[0].GetProperty("createdAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task EndingAnotherSessionStopsItsTokensAndItsConnections()
    {
        var user = await server.NewUserAsync();
        var lost = await server.SignInAsync(user.Username);
        await using var lostClient = await server.ConnectAsync(lost);
        await using var client = await server.ConnectAsync(user);
        var id = (await ListAsync(user)).Single(session => !session.GetProperty("current").GetBoolean()).GetProperty("id").GetString();

        (await user.Http.DeleteAsync($"/me/sessions/{id}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await (await lost.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
        await (await RefreshAsync(lost.RefreshToken)).ShouldBeAsync(401, "invalid_token");
        await ShouldBeToldAsync(lostClient, "session_ended");
        await FluentActions.Awaiting(() => server.ConnectAsync(lost)).Should().ThrowAsync<HttpRequestException>();
        (await user.Http.GetAsync("/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        await client.JoinAsync("general");
        client.CallsOf("SessionEnded").Should().BeEmpty();
        await (await user.Http.DeleteAsync($"/me/sessions/{id}")).ShouldBeAsync(404, "not_found");
    }

    [Fact]
    public async Task SomebodyElsesSessionIsNoneOfOnesOwn()
    {
        var (user, other) = (await server.NewUserAsync(), await server.NewUserAsync());
        var id = (await ListAsync(other))[0].GetProperty("id").GetString();

        await (await user.Http.DeleteAsync($"/me/sessions/{id}")).ShouldBeAsync(404, "not_found");

        (await other.Http.GetAsync("/me")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task EndingTheSessionThatAsksIsALogout()
    {
        var user = await server.NewUserAsync();
        await using var client = await server.ConnectAsync(user);
        var id = (await ListAsync(user))[0].GetProperty("id").GetString();

        (await user.Http.DeleteAsync($"/me/sessions/{id}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await ShouldBeToldAsync(client, "logout");
        await (await user.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
    }

    [Theory]
    [InlineData(true, WireProtocol.Json)]
    [InlineData(false, WireProtocol.MessagePack)]
    public async Task LoggingOutEndsTheSessionByEitherToken(bool byRefreshToken, WireProtocol protocol)
    {
        var user = await server.NewUserAsync();
        await using var client = await server.ConnectAsync(user, protocol);
        using var nobody = server.NewHttp();

        using var answer = byRefreshToken
            ? await nobody.PostAsJsonAsync("/logout", new { refreshToken = user.RefreshToken })
            : await user.Http.PostAsync("/logout", content: null);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await ShouldBeToldAsync(client, "logout");
        await (await user.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
        await (await RefreshAsync(user.RefreshToken)).ShouldBeAsync(401, "invalid_token");
        await (await user.Http.PostAsync("/logout", content: null)).ShouldBeAsync(401, "invalid_token");
    }

    [Fact]
    public async Task TheRefreshTokenInTheBodyBeatsTheAccessTokenInTheHeader()
    {
        var user = await server.NewUserAsync();
        var other = await server.SignInAsync(user.Username);

        (await user.Http.PostAsJsonAsync("/logout", new { refreshToken = other.RefreshToken })).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await user.Http.GetAsync("/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        await (await other.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
    }

    [Fact]
    public async Task LoggingOutWithNeitherTokenIsUnauthenticatedAndWithABadOneInvalid()
    {
        using var nobody = server.NewHttp();

        await (await nobody.PostAsync("/logout", content: null)).ShouldBeAsync(401, "unauthenticated");
        await (await nobody.PostAsJsonAsync("/logout", new { })).ShouldBeAsync(401, "unauthenticated");
        await (await nobody.PostAsJsonAsync("/logout", new { refreshToken = "x" })).ShouldBeAsync(401, "invalid_token");
        (await (await nobody.PostAsJsonAsync("/logout", new { refreshToken = 5 })).ShouldBeAsync(400, "invalid_request")).Should().Equal("refreshToken");
    }

    [Fact]
    public async Task ACallThatIsUnderWayWhenItsSessionEndsIsAnsweredOneWayOrTheOther()
    {
        var user = await server.NewUserAsync();
        var room = await user.NewRoomAsync();
        await using var client = await server.ConnectAsync(user);
        await client.JoinAsync(room);

        var sends = Enumerable.Range(0, 200).Select(index => SendAsync(client, room, index)).ToList();
        await user.Http.PostAsync("/logout", content: null);
        var receipts = (await Task.WhenAll(sends)).Where(receipt => receipt is not null).ToList();

        await ShouldBeToldAsync(client, "logout");
        var reader = await server.SignInAsync(user.Username);
        var stored = (await reader.Http.GetJsonAsync($"/rooms/{room}/messages?limit=200")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64());
        stored.Should().Contain(receipts.Select(receipt => receipt!.Value), "what was acknowledged is there");
    }

    private static async Task<long?> SendAsync(HubClient client, string room, int index)
    {
        try
        {
            return (await client.SendAsync(room, $"message {index}")).GetProperty("id").GetInt64();
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException or IOException or Microsoft.AspNetCore.SignalR.HubException)
        {
            return null;
        }
    }

    private static async Task ShouldBeToldAsync(HubClient client, string reason)
    {
        await Eventually.TrueAsync(() => client.CallsOf("SessionEnded").Count == 1, "the client was told");
        client.CallsOf("SessionEnded")[0].GetProperty("reason").GetString().Should().Be(reason);
        await Eventually.TrueAsync(() => client.Connection.State == Microsoft.AspNetCore.SignalR.Client.HubConnectionState.Disconnected, "the connection closed");
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(TestUser user)
        => (await user.Http.GetJsonAsync("/me/sessions")).GetProperty("items").EnumerateArray().ToList();

    private async Task<HttpResponseMessage> RefreshAsync(string refreshToken)
    {
        using var http = server.NewHttp();
        return await http.PostAsJsonAsync("/refresh", new { refreshToken });
    }
}
