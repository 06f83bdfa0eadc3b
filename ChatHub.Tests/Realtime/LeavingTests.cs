using System.Net;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>Ways to stop following a room, and what still comes after them: nothing.</summary>
public sealed class LeavingTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task AfterUnfollowNothingMoreOfTheRoomComesAndTheMembershipStays()
    {
        var (room, owner, reader) = await NewRoomAsync();
        await using var sending = await server.ConnectAsync(owner);
        await using var reading = await server.ConnectAsync(reader);
        await reading.JoinAsync(room);
        var traffic = Task.WhenAll(Enumerable.Range(0, 200).Select(number => sending.SendAsync(room, $"{number}")));

        await reading.InvokeAsync("Unfollow", new { room });
        var seen = reading.Events.Count;
        await traffic;
        // A later answer on the same connection: all that was written before it has come.
        var sync = await reading.JoinAsync(room, backlog: 0);

        reading.Events.Should().HaveCount(seen);
        sync.GetProperty("room").GetProperty("role").GetString().Should().Be("member");
        (await reading.SendAsync(room, "still a member")).GetProperty("id").GetInt64().Should().BeGreaterThan(200);
    }

    [Fact]
    public async Task LeavingEndsTheMembershipAndClosesTheRoomOnTheUsersOtherConnections()
    {
        var (room, owner, reader) = await NewRoomAsync();
        await using var owning = await server.ConnectAsync(owner);
        await using var leaving = await server.ConnectAsync(reader);
        await using var other = await server.ConnectAsync(reader, WireProtocol.MessagePack);
        await owning.JoinAsync(room);
        await leaving.JoinAsync(room);
        await other.JoinAsync(room);

        await leaving.InvokeAsync("LeaveRoom", new { room });
        await owning.SendAsync(room, "after the leaving");

        await owning.SeesSeqAsync(5);
        owning.Events.Select(entry => entry.GetProperty("type").GetString()).Should().ContainInOrder("member.left", "message.posted");
        await Eventually.TrueAsync(() => other.CallsOf("RoomClosed").Count == 1, "the other connection was told");
        other.CallsOf("RoomClosed")[0].GetProperty("reason").GetString().Should().Be("left");
        leaving.CallsOf("RoomClosed").Should().BeEmpty();
        leaving.Seqs().Should().NotContain(4).And.NotContain(5);
        other.Seqs().Should().NotContain(4).And.NotContain(5);
        (await leaving.RefusalOfAsync("SendMessage", new { room, text = "x" })).Should().Be("forbidden");
    }

    [Fact]
    public async Task LeavingOverHttpClosesTheRoomAndOneCanJoinAgainFromTheCursor()
    {
        var (room, _, reader) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(reader);
        var sync = await client.JoinAsync(room);
        await client.SeesSeqAsync(3);

        (await reader.Http.DeleteAsync($"/rooms/{room}/members/{reader.Username}")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(() => client.CallsOf("RoomClosed").Count == 1, "the room was closed");
        await client.JoinAsync(room, after: new { epoch = sync.GetProperty("epoch").GetString(), seq = 3 });

        await client.SeesSeqAsync(5);
        client.Seqs().Should().Equal(1, 2, 3, 4, 5);
        client.Events.Last().GetProperty("type").GetString().Should().Be("member.joined");
    }

    [Fact]
    public async Task TheLastOwnerCannotLeaveAndGoesOnFollowing()
    {
        var (room, owner, _) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(owner);
        await client.JoinAsync(room);

        (await client.RefusalOfAsync("LeaveRoom", new { room })).Should().Be("conflict");

        var receipt = await client.SendAsync(room, "still here");
        await client.SeesSeqAsync(receipt.GetProperty("id").GetInt64());
    }

    private async Task<(string Room, TestUser Owner, TestUser Reader)> NewRoomAsync()
    {
        var owner = await server.NewUserAsync();
        return (await owner.NewRoomAsync(), owner, await server.NewUserAsync());
    }
}
