using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Moderation;

/// <summary>Banning, muting, removing, slow mode and archiving, and what each leaves in the room's log.</summary>
public sealed class ModerationTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData("banned")]
    [InlineData("removed")]
    public async Task ABanOrARemovalClosesTheLiveFollowingAndTheOthersSeeTheEvent(string reason)
    {
        var (room, owner, member) = await NewRoomAsync();
        await using var watching = await server.ConnectAsync(owner);
        await using var following = await server.ConnectAsync(member, WireProtocol.MessagePack);
        await watching.JoinAsync(room);
        await following.JoinAsync(room);
        await following.SeesSeqAsync(3);

        using var answer = reason == "banned"
            ? await owner.Http.PutAsJsonAsync($"/rooms/{room}/bans/{member.Username}", new { reason = "spam" })
            : await owner.Http.DeleteAsync($"/rooms/{room}/members/{member.Username}");

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(() => following.CallsOf("RoomClosed").Count == 1, "the room was closed");
        following.CallsOf("RoomClosed")[0].GetProperty("reason").GetString().Should().Be(reason);
        await watching.SeesSeqAsync(4);
        var entry = watching.Events.Last();
        entry.GetProperty("type").GetString().Should().Be($"member.{reason}");
        entry.GetProperty("actor").GetString().Should().Be(owner.Username);
        entry.GetProperty("member").GetProperty("username").GetString().Should().Be(member.Username);
        following.Seqs().Should().NotContain(4);
    }

    [Fact]
    public async Task ABannedUserIsToldSoEverywhereAndComesBackWhenTheBanIsLifted()
    {
        var (room, owner, member) = await NewRoomAsync();
        await owner.Http.PutAsync($"/rooms/{room}/bans/{member.Username}", content: null);
        await using var client = await server.ConnectAsync(member);

        (await client.RefusalOfAsync("JoinRoom", new { room })).Should().Be("banned");
        (await client.RefusalOfAsync("SendMessage", new { room, text = "x" })).Should().Be("banned");
        await (await member.Http.GetAsync($"/rooms/{room}/messages")).ShouldBeAsync(403, "banned");
        (await Pages.ReadAsync(member.Http, "/rooms", "limit=200", "cursor")).SelectMany(page => page)
            .Should().NotContain(item => item.GetProperty("room").GetString() == room);
        (await owner.Http.DeleteAsync($"/rooms/{room}/bans/{member.Username}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await client.JoinAsync(room);
        (await TypesAsync(owner, room)).Should().EndWith(["member.banned", "member.unbanned", "member.joined"]);
    }

    [Fact]
    public async Task ABanFromAPrivateRoomLooksLikeNoRoom()
    {
        var owner = await server.NewUserAsync();
        var (room, member) = (await owner.NewRoomAsync("private"), await server.NewUserAsync());
        (await owner.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();

        await owner.Http.PutAsync($"/rooms/{room}/bans/{member.Username}", content: null);

        await (await member.Http.GetAsync($"/rooms/{room}")).ShouldBeAsync(404, "room_not_found");
    }

    [Fact]
    public async Task ABanUntilATimeEndsByItself()
    {
        var clock = new ShiftedTime();
        await using var own = ChatServer.Start([], clock.Replace);
        var (owner, member) = (await own.NewUserAsync(), await own.NewUserAsync());
        var room = await owner.NewRoomAsync();
        var until = clock.GetUtcNow().AddMinutes(10);
        await owner.Http.PutAsJsonAsync($"/rooms/{room}/bans/{member.Username}", new { until });
        await (await member.Http.GetAsync($"/rooms/{room}")).ShouldBeAsync(403, "banned");

        clock.Shift(TimeSpan.FromMinutes(11));

        (await member.Http.GetAsync($"/rooms/{room}")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AMutedMemberReadsAndDoesNotSpeakAndCannotEscapeByJoiningAgain()
    {
        var (room, owner, member) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(member);
        await client.JoinAsync(room);
        var id = (await client.SendAsync(room, "before")).GetProperty("id").GetInt64();
        await owner.Http.PutAsJsonAsync($"/rooms/{room}/mutes/{member.Username}", new { reason = "noise" });

        foreach (var again in new[] { false, true })
        {
            if (again)
            {
                await client.InvokeAsync("LeaveRoom", new { room });
                await client.JoinAsync(room);
            }

            (await client.RefusalOfAsync("SendMessage", new { room, text = "x" })).Should().Be("muted");
            (await client.RefusalOfAsync("EditMessage", new { room, id, text = "x" })).Should().Be("muted");
            (await client.RefusalOfAsync("AddReaction", new { room, id, emoji = "👍" })).Should().Be("muted");
            (await client.RefusalOfAsync("SetTyping", new { room, typing = true })).Should().Be("muted");
        }

        await client.InvokeAsync("MarkRead", new { room, seq = 1 });
        await client.InvokeAsync("DeleteMessage", new { room, id });
        await owner.Http.DeleteAsync($"/rooms/{room}/mutes/{member.Username}");
        await client.SendAsync(room, "after");
    }

    [Fact]
    public async Task TheSameRestrictionTwiceIsOneEventAndALiftedOneIsLiftedOnce()
    {
        var (room, owner, member) = await NewRoomAsync();
        for (var time = 0; time < 2; time++)
            (await owner.Http.PutAsJsonAsync($"/rooms/{room}/mutes/{member.Username}", new { until = "2099-01-01T00:00:00Z" })).StatusCode.Should().Be(HttpStatusCode.NoContent);
        for (var time = 0; time < 2; time++)
            (await owner.Http.DeleteAsync($"/rooms/{room}/mutes/{member.Username}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await TypesAsync(owner, room)).Should().EndWith(["member.joined", "member.muted", "member.unmuted"]);
    }

    [Fact]
    public async Task InSlowModeAMemberWaitsBetweenMessagesAndAModeratorDoesNot()
    {
        var clock = new ShiftedTime();
        await using var own = ChatServer.Start([], clock.Replace);
        var (owner, member) = (await own.NewUserAsync(), await own.NewUserAsync());
        var room = await owner.NewRoomAsync();
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        (await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { slowModeSeconds = 60 })).EnsureSuccessStatusCode();
        await using var client = await own.ConnectAsync(member);

        await client.SendAsync(room, "one", "key");
        (await client.RefusalOfAsync("SendMessage", new { room, text = "two" })).Should().Be("slow_mode");
        (await client.SendAsync(room, "one", "key")).GetProperty("duplicate").GetBoolean().Should().BeTrue("a retry is not another message");
        using var refused = await member.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "two" });
        await refused.ShouldBeAsync(429, "slow_mode");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.Should().BeInRange(1, 60);
        for (var number = 0; number < 3; number++)
            (await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "owners may" })).EnsureSuccessStatusCode();
        clock.Shift(TimeSpan.FromSeconds(61));

        await client.SendAsync(room, "two");
    }

    [Fact]
    public async Task AnArchivedRoomIsReadFollowedAndLeftButNotWrittenOrJoined()
    {
        var (room, owner, member) = await NewRoomAsync();
        var stranger = await server.NewUserAsync();
        var id = (await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "last words" }).JsonAsync()).GetProperty("id").GetInt64();
        for (var time = 0; time < 2; time++)
            (await owner.Http.DeleteAsync($"/rooms/{room}")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await using var client = await server.ConnectAsync(member);

        var sync = await client.JoinAsync(room);
        await client.SeesSeqAsync(5);
        client.Events.Last().GetProperty("type").GetString().Should().Be("room.archived");
        sync.GetProperty("room").GetProperty("archived").GetBoolean().Should().BeTrue();
        (await client.RefusalOfAsync("SendMessage", new { room, text = "x" })).Should().Be("room_archived");
        (await client.RefusalOfAsync("AddReaction", new { room, id, emoji = "👍" })).Should().Be("room_archived");
        await (await stranger.Http.PutAsync($"/rooms/{room}/members/{stranger.Username}", content: null)).ShouldBeAsync(409, "room_archived");
        (await stranger.Http.GetAsync($"/rooms/{room}/messages")).StatusCode.Should().Be(HttpStatusCode.OK);
        await client.InvokeAsync("MarkRead", new { room, seq = 5 });
        await client.InvokeAsync("LeaveRoom", new { room });
    }

    private static async Task<IEnumerable<string>> TypesAsync(TestUser user, string room)
        => (await user.Http.GetJsonAsync($"/rooms/{room}/events")).GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("type").GetString()!);

    /// <summary>Seq 1 and 2 are the owner's, 3 is the member's joining.</summary>
    private async Task<(string Room, TestUser Owner, TestUser Member)> NewRoomAsync()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        return (room, owner, member);
    }
}
