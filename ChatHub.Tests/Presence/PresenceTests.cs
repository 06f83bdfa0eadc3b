using ChatHub.Tests.Support;

namespace ChatHub.Tests.Presence;

/// <summary>Who is online, and who is told of it.</summary>
public sealed class PresenceTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task PeopleWhoShareARoomSeeEachOtherComeAndGo(WireProtocol protocol)
    {
        var (room, owner, member) = await NewRoomAsync();
        await using var watching = await server.ConnectAsync(owner, protocol);
        await watching.JoinAsync(room);

        await using (await server.ConnectAsync(member))
        {
            await SeesAsync(watching, member, online: true);
            (await IsOnlineAsync(owner, room, member)).Should().BeTrue();
        }

        await SeesAsync(watching, member, online: false);
        (await IsOnlineAsync(owner, room, member)).Should().BeFalse();
        var seen = watching.CallsOf("PresenceChanged")[0];
        seen.Keys().Should().BeEquivalentTo("users", "rooms");
        seen.GetProperty("users")[0].Keys().Should().BeEquivalentTo("username", "online", "lastSeenAt");
        seen.GetProperty("rooms").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task WhoJoinsARoomIsSeenToBeThere()
    {
        var (room, owner, _) = await NewRoomAsync();
        var newcomer = await server.NewUserAsync();
        await using var watching = await server.ConnectAsync(owner);
        await watching.JoinAsync(room);
        await using var client = await server.ConnectAsync(newcomer);

        await client.JoinAsync(room);

        await SeesAsync(watching, newcomer, online: true);
    }

    [Fact]
    public async Task ManyDevicesAreOnePersonAndAShortReconnectDoesNotFlicker()
    {
        var (room, owner, member) = await NewRoomAsync();
        await using var watching = await server.ConnectAsync(owner);
        await watching.JoinAsync(room);
        var phone = await server.ConnectAsync(member);
        await SeesAsync(watching, member, online: true);

        var desk = await server.ConnectAsync(member, WireProtocol.MessagePack);
        await phone.DisposeAsync();
        await desk.DisposeAsync();
        await using var back = await server.ConnectAsync(member);
        // Somebody else's coming and going, which takes longer than the grace, is seen; of the member nothing more is.
        var third = await server.NewUserAsync();
        await third.Http.PutAsync($"/rooms/{room}/members/{third.Username}", content: null);
        await (await server.ConnectAsync(third)).DisposeAsync();
        await using (await server.ConnectAsync(third))
            await SeesAsync(watching, third, online: true);
        await SeesAsync(watching, third, online: false);

        watching.CallsOf("PresenceChanged").SelectMany(call => call.GetProperty("users").EnumerateArray())
            .Where(user => user.GetProperty("username").GetString() == member.Username)
            .Select(user => user.GetProperty("online").GetBoolean()).Should().Equal(true);
    }

    [Fact]
    public async Task StrangersSeeNothingOfEachOther()
    {
        var (room, owner, member) = await NewRoomAsync();
        var stranger = await server.NewUserAsync();
        var elsewhere = await stranger.NewRoomAsync();
        await using var watching = await server.ConnectAsync(stranger);
        await watching.JoinAsync(elsewhere);
        await using var sharing = await server.ConnectAsync(owner);
        await sharing.JoinAsync(room);

        await using var client = await server.ConnectAsync(member);
        await SeesAsync(sharing, member, online: true);

        watching.CallsOf("PresenceChanged").SelectMany(call => call.GetProperty("users").EnumerateArray())
            .Should().NotContain(user => user.GetProperty("username").GetString() == member.Username);
        (await IsOnlineAsync(owner, room, member)).Should().BeTrue();
        (await IsOnlineAsync(stranger, room, member)).Should().BeFalse("the room is public, presence is not");
    }

    [Fact]
    public async Task ALargeRoomGetsACountInPlaceOfPeople()
    {
        await using var own = new ChatServer();
        var (owner, member) = (await own.NewUserAsync(), await own.NewUserAsync());
        var room = await owner.NewRoomAsync();
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        await new DatabaseFile(own.DataDirectory).ExecuteAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
            INSERT INTO Users (Username, UsernameKey, DisplayName, CreatedAt) SELECT 'crowd' || i, 'crowd' || i, 'crowd', 0 FROM n;
            INSERT INTO Members (RoomId, UserId, Role, LastRead, MessagesRead)
                SELECT r.Id, u.Id, 0, 0, 0 FROM Rooms r, Users u WHERE r.Name = '{room}' AND u.DisplayName = 'crowd';
            UPDATE Rooms SET Members = Members + 1000 WHERE Name = '{room}';
            """);
        await using var watching = await own.ConnectAsync(owner);
        await watching.JoinAsync(room);

        await using var client = await own.ConnectAsync(member);

        await Eventually.TrueAsync(
            () => watching.CallsOf("PresenceChanged").Any(call => call.GetProperty("rooms").EnumerateArray().Any(item => item.GetProperty("online").GetInt32() == 2)),
            "the count came");
        watching.CallsOf("PresenceChanged").Should().OnlyContain(call => call.GetProperty("users").GetArrayLength() == 0);
    }

    private static Task SeesAsync(HubClient client, TestUser user, bool online) => Eventually.TrueAsync(
        () => client.CallsOf("PresenceChanged").SelectMany(call => call.GetProperty("users").EnumerateArray())
            .Any(item => item.GetProperty("username").GetString() == user.Username && item.GetProperty("online").GetBoolean() == online),
        $"{user.Username} was seen to be {(online ? "online" : "offline")}");

    private static async Task<bool> IsOnlineAsync(TestUser asking, string room, TestUser user)
        => (await Pages.ReadAsync(asking.Http, $"/rooms/{room}/members", "limit=200", "cursor")).SelectMany(page => page)
            .Single(item => item.GetProperty("username").GetString() == user.Username).GetProperty("online").GetBoolean();

    private async Task<(string Room, TestUser Owner, TestUser Member)> NewRoomAsync()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        return (room, owner, member);
    }
}
