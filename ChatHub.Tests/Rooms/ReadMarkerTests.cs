using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>Read markers and mentions: what is unread, on which device, and who sees it.</summary>
public sealed class ReadMarkerTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AMarkerOnlyMovesForwardAndCountsMessagesNotEvents(WireProtocol protocol)
    {
        var (room, owner, member) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(member, protocol);
        var first = await PostAsync(owner, room, "one");
        await owner.Http.PutAsync($"/rooms/{room}/messages/{first}/reactions/{Uri.EscapeDataString("👍")}", content: null);
        var second = await PostAsync(owner, room, "two");
        (await StateAsync(member, room)).Should().Be((3, 2, 0));

        (await MarkAsync(client, room, first + 1)).Should().Be(first + 1);
        (await StateAsync(member, room)).Should().Be((first + 1, 1, 0));
        (await MarkAsync(client, room, first)).Should().Be(first + 1, "backwards it stays");
        (await MarkAsync(client, room, second)).Should().Be(second);
        (await StateAsync(member, room)).Should().Be((second, 0, 0));
        (await client.RefusalOfAsync("MarkRead", new { room, seq = second + 1 })).Should().Be("invalid_request");
    }

    [Fact]
    public async Task OthersAndOnesOwnOtherDevicesSeeItAndTheOneThatSaidSoDoesNot()
    {
        var (room, owner, member) = await NewRoomAsync();
        await using var phone = await server.ConnectAsync(member);
        await using var desk = await server.ConnectAsync(member, WireProtocol.MessagePack);
        await using var other = await server.ConnectAsync(owner);
        foreach (var client in new[] { phone, desk, other })
            await client.JoinAsync(room);
        var id = await PostAsync(owner, room, "one");

        await MarkAsync(phone, room, id);

        foreach (var client in new[] { desk, other })
        {
            await Eventually.TrueAsync(() => client.CallsOf("ReadMarkerMoved").Count > 0, "the marker was seen to move");
            var moved = client.CallsOf("ReadMarkerMoved")[^1];
            moved.Keys().Should().BeEquivalentTo("room", "username", "seq");
            moved.GetProperty("username").GetString().Should().Be(member.Username);
            moved.GetProperty("seq").GetInt64().Should().Be(id);
        }

        phone.CallsOf("ReadMarkerMoved").Should().BeEmpty();
        var members = (await Pages.ReadAsync(owner.Http, $"/rooms/{room}/members", "limit=200", "cursor")).SelectMany(page => page);
        members.Single(item => item.GetProperty("username").GetString() == member.Username).GetProperty("lastRead").GetInt64().Should().Be(id);
    }

    [Fact]
    public async Task OverHttpItMovesTheSameMarker()
    {
        var (room, owner, member) = await NewRoomAsync();
        var id = await PostAsync(owner, room, "one");

        var answer = await (await member.Http.PutAsJsonAsync($"/rooms/{room}/read", new { seq = id })).EnsureSuccessStatusCode().JsonAsync();

        answer.GetRawText().Should().Be($$"""{"room":"{{room}}","seq":{{id}}}""");
        (await StateAsync(member, room)).Should().Be((id, 0, 0));
    }

    [Fact]
    public async Task AMentionIsListedAndCountedApartUntilItIsRead()
    {
        var (room, owner, member) = await NewRoomAsync();
        var outsider = await server.NewUserAsync();
        var text = $"@{member.Username.ToUpperInvariant()}: look. @{outsider.Username}, @nobody-at-all and mail@{member.Username}";
        var id = await PostAsync(owner, room, text);
        await PostAsync(owner, room, "not for anyone");

        var message = await owner.Http.GetJsonAsync($"/rooms/{room}/messages/{id}");
        message.GetProperty("mentions").EnumerateArray().Select(name => name.GetString()).Should().Equal([member.Username], "only members, in the form given at signup");
        (await StateAsync(member, room)).Should().Be((3, 2, 1));
        (await StateAsync(owner, room)).Mentions.Should().Be(0);
        await member.Http.PutAsJsonAsync($"/rooms/{room}/read", new { seq = id });
        (await StateAsync(member, room)).Should().Be((id, 1, 0));
    }

    [Fact]
    public async Task EditsAndDeletionsChangeTheCountOfMentions()
    {
        var (room, owner, member) = await NewRoomAsync();
        var (one, two) = (await PostAsync(owner, room, $"@{member.Username}"), await PostAsync(owner, room, "nothing"));

        await owner.Http.PatchAsJsonAsync($"/rooms/{room}/messages/{two}", new { text = $"now @{member.Username}." });
        (await StateAsync(member, room)).Mentions.Should().Be(2);
        await owner.Http.DeleteAsync($"/rooms/{room}/messages/{one}");
        (await StateAsync(member, room)).Should().Be((3, 2, 1), "a tombstone is unread, and names nobody");
        await owner.Http.PatchAsJsonAsync($"/rooms/{room}/messages/{two}", new { text = "nothing again" });
        (await StateAsync(member, room)).Mentions.Should().Be(0);
    }

    private static async Task<long> MarkAsync(HubClient client, string room, long seq)
        => (await client.InvokeAsync("MarkRead", new { room, seq })).GetProperty("seq").GetInt64();

    private static async Task<(long LastRead, long Unread, long Mentions)> StateAsync(TestUser user, string room)
    {
        var seen = await user.Http.GetJsonAsync($"/rooms/{room}");
        return (seen.GetProperty("lastRead").GetInt64(), seen.GetProperty("unread").GetInt64(), seen.GetProperty("mentions").GetInt64());
    }

    private static async Task<long> PostAsync(TestUser user, string room, string text)
        => (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text }).JsonAsync()).GetProperty("id").GetInt64();

    private async Task<(string Room, TestUser Owner, TestUser Member)> NewRoomAsync()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        return (room, owner, member);
    }
}
