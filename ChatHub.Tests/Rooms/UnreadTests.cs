using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>What is unread: messages, not events, after one's own marker.</summary>
public sealed class UnreadTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task MessagesOfOthersAreUnreadAndOwnOnesMoveTheMarker()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await SendAsync(owner, room);
        await JoinAsync(member, room);
        (await StateAsync(member, room)).Should().Be((4, 4, 0), "joining starts at the head");

        await SendAsync(owner, room);
        await SendAsync(owner, room);
        (await StateAsync(member, room)).Should().Be((6, 4, 2));
        (await StateAsync(owner, room)).Should().Be((6, 6, 0), "one's own messages are read");

        await SendAsync(member, room);
        (await StateAsync(member, room)).Should().Be((7, 7, 0), "who answers has read");
        (await StateAsync(owner, room)).Should().Be((7, 6, 1));
    }

    [Fact]
    public async Task JoiningAndLeavingAreNotUnreadMessages()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();

        await JoinAsync(member, room);
        (await member.Http.DeleteAsync($"/rooms/{room}/members/{member.Username}")).EnsureSuccessStatusCode();

        (await StateAsync(owner, room)).Should().Be((4, 2, 0));
    }

    [Fact]
    public async Task ARepeatedSendMovesNoMarker()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await JoinAsync(member, room);
        await SendAsync(member, room, "key");
        await SendAsync(owner, room);

        await SendAsync(member, room, "key");

        (await StateAsync(member, room)).Should().Be((5, 4, 1), "the repeat was accepted before the other's message");
    }

    [Fact]
    public async Task TheListCountsAsTheRoomItselfDoes()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await JoinAsync(member, room);
        await SendAsync(owner, room);

        var listed = (await Pages.ReadAsync(member.Http, "/rooms", "limit=200", "cursor")).SelectMany(page => page).Single(item => item.GetProperty("room").GetString() == room);

        listed.GetProperty("unread").GetInt64().Should().Be(1);
        listed.GetProperty("lastRead").GetInt64().Should().Be(3);
    }

    private static async Task<(long Head, long LastRead, long Unread)> StateAsync(TestUser user, string room)
    {
        var seen = await user.Http.GetAsync($"/rooms/{room}").JsonAsync();
        return (seen.GetProperty("head").GetInt64(), seen.GetProperty("lastRead").GetInt64(), seen.GetProperty("unread").GetInt64());
    }

    private static Task<JsonElement> SendAsync(TestUser user, string room, string? clientMessageId = null)
        => user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "hello", clientMessageId }).JsonAsync();

    private static async Task JoinAsync(TestUser user, string room)
        => (await user.Http.PutAsync($"/rooms/{room}/members/{user.Username}", content: null)).EnsureSuccessStatusCode();
}
