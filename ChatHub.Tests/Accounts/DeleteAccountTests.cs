using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Deleting an account: what goes, what stays, and who gets the rooms.</summary>
public sealed class DeleteAccountTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task TheTextsStayByDeletedUserAndTheNameIsNowhere()
    {
        await using var own = new ChatServer();
        var (gone, other) = (await own.NewUserAsync("zebedeeish", language: "es"), await own.NewUserAsync());
        await gone.Http.PatchAsJsonAsync("/me", new { displayName = "Zebedee Quibblewick" });
        var room = await other.NewRoomAsync();
        await JoinAsync(gone, room);
        var id = await PostAsync(gone, room, "my words stay");
        var answer = await PostAsync(other, room, "so they do");
        await gone.Http.PutAsync($"/rooms/{room}/messages/{answer}/reactions/{Uri.EscapeDataString("👍")}", content: null);

        (await DeleteAsync(gone)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        var message = await other.Http.GetJsonAsync($"/rooms/{room}/messages/{id}");
        message.GetProperty("text").GetString().Should().Be("my words stay");
        message.GetProperty("sender").GetString().Should().Be("deleted-user");
        foreach (var path in new[] { "events", "messages", "members" })
            (await other.Http.GetStringAsync($"/rooms/{room}/{path}")).Should().NotContain("zebedeeish");
        await using var late = await own.ConnectAsync(other);
        await late.JoinAsync(room);
        await late.SeesSeqAsync(7);
        late.Events.Last().GetProperty("type").GetString().Should().Be("member.left");
        late.Events.Should().OnlyContain(entry => !entry.GetRawText().Contains("zebedeeish"));
        (await StoredTextAsync(own)).Contains("zebedeeish", StringComparison.OrdinalIgnoreCase).Should().BeFalse("the name is in no byte of the database");
        (await StoredTextAsync(own)).Contains("Quibblewick", StringComparison.OrdinalIgnoreCase).Should().BeFalse("nor is the display name");
    }

    [Fact]
    public async Task ATextThatNamesItNamesNobodyAnyMore()
    {
        var (gone, other) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await other.NewRoomAsync();
        await JoinAsync(gone, room);
        var id = await PostAsync(other, room, $"hello @{gone.Username}");
        (await other.Http.GetJsonAsync($"/rooms/{room}/messages/{id}")).GetProperty("mentions").GetArrayLength().Should().Be(1);

        await DeleteAsync(gone);

        (await other.Http.GetJsonAsync($"/rooms/{room}/messages/{id}")).TryGetProperty("mentions", out _).Should().BeFalse();
    }

    [Fact]
    public async Task ItsTokensAndConnectionsEndAndItsNameIsNeverGivenAgain()
    {
        var gone = await server.NewUserAsync("Wilhelmina");
        await using var client = await server.ConnectAsync(gone, WireProtocol.MessagePack);
        var closed = new TaskCompletionSource();
        client.Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        await DeleteAsync(gone);

        await Eventually.TrueAsync(() => client.CallsOf("SessionEnded").Count == 1, "the connection was told");
        client.CallsOf("SessionEnded")[0].GetProperty("reason").GetString().Should().Be("account_deleted");
        await closed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await (await gone.Http.GetAsync("/me")).ShouldBeAsync(401, "invalid_token");
        using var http = server.NewHttp();
        foreach (var name in new[] { "Wilhelmina", "WILHELMINA" })
            await (await http.PostAsJsonAsync("/signup", new { username = name, password = ChatServer.Password })).ShouldBeAsync(409, "username_taken");
        await (await http.PostAsJsonAsync("/login", new { username = "Wilhelmina", password = ChatServer.Password })).ShouldBeAsync(401, "invalid_credentials");
        await (await (await server.NewUserAsync()).Http.GetAsync("/users/Wilhelmina")).ShouldBeAsync(404, "user_not_found");
    }

    [Fact]
    public async Task ARoomOfOneOwnerPassesToTheLongestStandingModeratorElseMemberElseIsArchived()
    {
        var (gone, member, older, younger) = (await server.NewUserAsync(), await server.NewUserAsync(), await server.NewUserAsync(), await server.NewUserAsync());
        var (moderated, plain, alone, shared) = (await gone.NewRoomAsync(), await gone.NewRoomAsync(), await gone.NewRoomAsync(), await gone.NewRoomAsync());
        await JoinAsync(member, moderated);
        // The account that is older joins later.
        foreach (var moderator in new[] { younger, older })
            (await gone.Http.PutAsJsonAsync($"/rooms/{moderated}/members/{moderator.Username}", new { role = "moderator" })).EnsureSuccessStatusCode();
        await JoinAsync(younger, plain);
        await JoinAsync(older, plain);
        (await gone.Http.PutAsJsonAsync($"/rooms/{shared}/members/{member.Username}", new { role = "owner" })).EnsureSuccessStatusCode();

        await DeleteAsync(gone);

        (await RoleAsync(younger, moderated)).Should().Be("owner");
        (await RoleAsync(older, moderated)).Should().Be("moderator");
        (await RoleAsync(younger, plain)).Should().Be("owner");
        (await LastEventAsync(younger, plain)).GetProperty("actor").ValueKind.Should().Be(JsonValueKind.Null, "it is the server that hands over");
        (await member.Http.GetJsonAsync($"/rooms/{alone}")).GetProperty("archived").GetBoolean().Should().BeTrue();
        (await LastEventAsync(member, shared)).GetProperty("type").GetString().Should().Be("member.left");
    }

    [Fact]
    public async Task ADirectConversationCanBeReadOnButNotWritten()
    {
        var (gone, other) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = (await gone.Http.PostAsJsonAsync("/rooms/direct", new { username = other.Username }).JsonAsync()).GetProperty("room").GetString()!;
        await PostAsync(gone, room, "goodbye");

        await DeleteAsync(gone);

        (await other.Http.GetJsonAsync($"/rooms/{room}")).GetProperty("with").GetString().Should().Be("deleted-user");
        await (await other.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "x" })).ShouldBeAsync(409, "room_archived");
        await (await other.Http.PostAsJsonAsync("/rooms/direct", new { username = gone.Username })).ShouldBeAsync(404, "user_not_found");
    }

    [Fact]
    public async Task TheWrongPasswordDeletesNothing()
    {
        var user = await server.NewUserAsync();

        await (await user.Http.PostAsJsonAsync("/me/delete", new { password = "not the password" })).ShouldBeAsync(401, "invalid_credentials");

        (await user.Http.GetAsync("/me")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> DeleteAsync(TestUser user) => user.Http.PostAsJsonAsync("/me/delete", new { password = ChatServer.Password });

    private static async Task JoinAsync(TestUser user, string room)
        => (await user.Http.PutAsync($"/rooms/{room}/members/{user.Username}", content: null)).EnsureSuccessStatusCode();

    private static async Task<long> PostAsync(TestUser user, string room, string text)
        => (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text }).JsonAsync()).GetProperty("id").GetInt64();

    private static async Task<string?> RoleAsync(TestUser user, string room) => (await user.Http.GetJsonAsync($"/rooms/{room}")).GetProperty("role").GetString();

    private static async Task<JsonElement> LastEventAsync(TestUser user, string room)
        => (await user.Http.GetJsonAsync($"/rooms/{room}/events")).GetProperty("events").EnumerateArray().Last();

    /// <summary>All bytes of the database, once the log beside it is folded in.</summary>
    private static async Task<string> StoredTextAsync(ChatServer server)
    {
        await new DatabaseFile(server.DataDirectory).ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await using var file = new FileStream(Path.Combine(server.DataDirectory, "chathub.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        await file.ReadExactlyAsync(content);
        return Encoding.Latin1.GetString(content);
    }
}
