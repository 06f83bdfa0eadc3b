using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>Inviting, roles, and handing a room over.</summary>
public sealed class RoleTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task AnInvitationMakesAMemberOfAPrivateRoomAndIsAnEventOfItsActor()
    {
        var (owner, guest) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync("private");

        var member = await (await PutAsync(owner, room, guest.Username)).EnsureSuccessStatusCode().JsonAsync();
        var again = await (await PutAsync(owner, room, guest.Username)).EnsureSuccessStatusCode().JsonAsync();

        member.GetProperty("role").GetString().Should().Be("member");
        again.GetRawText().Should().Be(member.GetRawText());
        (await guest.Http.GetAsync($"/rooms/{room}")).StatusCode.Should().Be(HttpStatusCode.OK);
        var joined = (await EventsAsync(guest, room))[^1];
        joined.GetProperty("type").GetString().Should().Be("member.joined");
        joined.GetProperty("actor").GetString().Should().Be(owner.Username);
        joined.GetProperty("member").GetProperty("username").GetString().Should().Be(guest.Username);
        joined.GetProperty("seq").GetInt64().Should().Be(3);
    }

    [Fact]
    public async Task OwnershipIsHandedOverAndTheFormerOwnerMayGo()
    {
        var (owner, heir) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await PutAsync(heir, room, heir.Username);
        await (await PutAsync(owner, room, owner.Username, "member")).ShouldBeAsync(409, "conflict");

        (await (await PutAsync(owner, room, heir.Username, "owner")).JsonAsync()).GetProperty("role").GetString().Should().Be("owner");
        (await (await PutAsync(owner, room, owner.Username, "member")).JsonAsync()).GetProperty("role").GetString().Should().Be("member");

        (await EventsAsync(owner, room)).Skip(3).Select(entry => (entry.GetProperty("type").GetString(), entry.GetProperty("member").GetProperty("role").GetString()))
            .Should().Equal(("member.role_changed", "owner"), ("member.role_changed", "member"));
        (await owner.Http.DeleteAsync($"/rooms/{room}/members/{owner.Username}")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await (await heir.Http.DeleteAsync($"/rooms/{room}/members/{heir.Username}")).ShouldBeAsync(409, "conflict");
    }

    [Fact]
    public async Task AModeratorModeratesMembersAndGivesNoRoles()
    {
        var (owner, moderator, member) = (await server.NewUserAsync(), await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync("private");
        await PutAsync(owner, room, moderator.Username, "moderator");

        (await PutAsync(moderator, room, member.Username)).StatusCode.Should().Be(HttpStatusCode.OK);
        await (await PutAsync(moderator, room, member.Username, "moderator")).ShouldBeAsync(403, "forbidden");
        await (await moderator.Http.DeleteAsync($"/rooms/{room}/members/{owner.Username}")).ShouldBeAsync(403, "forbidden");
        (await moderator.Http.PatchAsJsonAsync($"/rooms/{room}", new { topic = "ours" })).StatusCode.Should().Be(HttpStatusCode.OK);
        await (await moderator.Http.DeleteAsync($"/rooms/{room}")).ShouldBeAsync(403, "forbidden");
        (await moderator.Http.DeleteAsync($"/rooms/{room}/members/{member.Username}")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await (await member.Http.GetAsync($"/rooms/{room}")).ShouldBeAsync(404, "room_not_found");
    }

    [Fact]
    public async Task ChangedSettingsAreOneEventThatSaysOnlyWhatChanged()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { topic = "tea", retentionDays = 30, slowModeSeconds = 5 });
        await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { topic = "tea" });

        var changed = await (await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { retentionDays = (int?)null, visibility = "private" })).JsonAsync();

        changed.GetProperty("retentionDays").ValueKind.Should().Be(JsonValueKind.Null);
        changed.GetProperty("visibility").GetString().Should().Be("private");
        (await EventsAsync(owner, room)).Skip(2).Select(entry => (entry.GetProperty("type").GetString(), entry.GetProperty("details").GetRawText())).Should().Equal(
            ("room.updated", """{"topic":"tea","slowModeSeconds":5,"retentionDays":30}"""), ("room.updated", """{"visibility":"private","retentionDays":null}"""));
    }

    [Fact]
    public async Task AnAdminWhoIsAMemberAlreadyBecomesOwnerOfGeneral()
    {
        await using var own = ChatServer.Start(new() { ["Auth:Admins"] = "root-ana" });
        var ana = await own.NewUserAsync("root-ana");
        var database = new DatabaseFile(own.DataDirectory);
        await PutAsync(ana, "general", ana.Username);
        await database.ExecuteAsync("UPDATE Members SET Role = 0");

        (await (await PutAsync(ana, "general", ana.Username)).JsonAsync()).GetProperty("role").GetString().Should().Be("member", "nothing was asked for");
        await using var client = await own.ConnectAsync(ana);
        var sync = await client.JoinAsync("general");

        sync.GetProperty("room").GetProperty("role").GetString().Should().Be("owner");
        await client.SeesSeqAsync(3);
        client.Events.Last().GetProperty("type").GetString().Should().Be("member.role_changed");
    }

    private static Task<HttpResponseMessage> PutAsync(TestUser user, string room, string username, string? role = null)
        => user.Http.PutAsync($"/rooms/{room}/members/{username}", role is null ? null : JsonContent.Create(new { role }));

    private static async Task<IReadOnlyList<JsonElement>> EventsAsync(TestUser user, string room)
        => [.. (await user.Http.GetJsonAsync($"/rooms/{room}/events")).GetProperty("events").EnumerateArray()];
}
