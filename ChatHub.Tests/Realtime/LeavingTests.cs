using System.Net;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Tests.Realtime;

/// <summary>Ways to stop following a room, and what still comes after them: nothing.</summary>
public sealed class LeavingTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AfterUnfollowNothingMoreOfTheRoomComesAndTheMembershipStays(WireProtocol protocol)
    {
        var (room, owner, reader) = await NewRoomAsync();
        await using var sending = await server.ConnectAsync(owner);
        // Bytes, because the official client runs its handlers beside its calls: it does not say which came first.
        await using var reading = await RawHub.ConnectAsync(server, reader, protocol);
        await CallAsync(reading, "JoinRoom", new { room });
        var traffic = Task.WhenAll(Enumerable.Range(0, 200).Select(number => sending.SendAsync(room, $"{number}")));

        await CallAsync(reading, "Unfollow", new { room });
        await traffic;
        // A later answer on the same connection: all that was written before it has come.
        var between = await CallAsync(reading, "JoinRoom", new { room, backlog = 0 });

        between.Should().NotContain(message => message.Target == "RoomEvents");
        await CallAsync(reading, "SendMessage", new { room, text = "still a member" });
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

    /// <returns>What came before the answer.</returns>
    private static async Task<IReadOnlyList<InvocationMessage>> CallAsync(RawHub hub, string method, object argument)
    {
        var before = new List<HubMessage>();
        await hub.CallAsync(method, argument);
        (await hub.ReadAnswerAsync(before.Add))!.Error.Should().BeNull();
        return before.OfType<InvocationMessage>().ToList();
    }

    private async Task<(string Room, TestUser Owner, TestUser Reader)> NewRoomAsync()
    {
        var owner = await server.NewUserAsync();
        return (await owner.NewRoomAsync(), owner, await server.NewUserAsync());
    }
}
