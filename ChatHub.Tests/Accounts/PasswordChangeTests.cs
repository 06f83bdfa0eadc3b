using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Changing the password: the other devices are out, this one stays.</summary>
public sealed class PasswordChangeTests(ChatServer server) : IClassFixture<ChatServer>
{
    private const string Next = "staple battery horse correct";

    [Fact]
    public async Task TheNewOneLogsInTheOldOneDoesNotAndEveryOtherSessionEnds()
    {
        var user = await server.NewUserAsync();
        var lost = await server.SignInAsync(user.Username);
        await using var lostClient = await server.ConnectAsync(lost);
        await using var client = await server.ConnectAsync(user);

        (await ChangeAsync(user, ChatServer.Password, Next)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await (await LogInAsync(user, ChatServer.Password)).ShouldBeAsync(401, "invalid_credentials");
        (await LogInAsync(user, Next)).StatusCode.Should().Be(HttpStatusCode.OK);
        await (await lost.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
        await Eventually.TrueAsync(() => lostClient.CallsOf("SessionEnded").Count == 1, "the lost device was told");
        lostClient.CallsOf("SessionEnded")[0].GetProperty("reason").GetString().Should().Be("password_changed");
        (await user.Http.GetAsync("/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        await client.JoinAsync("general");
        client.CallsOf("SessionEnded").Should().BeEmpty();
    }

    [Fact]
    public async Task AWrongCurrentPasswordChangesNothing()
    {
        var user = await server.NewUserAsync();
        var other = await server.SignInAsync(user.Username);

        await (await ChangeAsync(user, "not the password", Next)).ShouldBeAsync(401, "invalid_credentials");

        (await LogInAsync(user, ChatServer.Password)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await other.Http.GetAsync("/me")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task BothAreCheckedAsPasswordsAre()
    {
        var user = await server.NewUserAsync();

        (await (await ChangeAsync(user, "short", new string('p', 257))).ShouldBeAsync(400, "invalid_request")).Should().BeEquivalentTo("currentPassword", "newPassword");
        (await (await ChangeAsync(user, null, null)).ShouldBeAsync(400, "invalid_request")).Should().BeEquivalentTo("currentPassword", "newPassword");
    }

    private static Task<HttpResponseMessage> ChangeAsync(TestUser user, string? currentPassword, string? newPassword)
        => user.Http.PutAsJsonAsync("/me/password", new { currentPassword, newPassword });

    private async Task<HttpResponseMessage> LogInAsync(TestUser user, string password)
    {
        using var http = server.NewHttp();
        return await http.PostAsJsonAsync("/login", new { username = user.Username, password });
    }
}
