using System.Net;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>Joining, leaving and listing members over HTTP.</summary>
public sealed class MemberTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task JoiningTwiceIsOneEventAndTheSamePlace()
    {
        var (room, user) = (await (await server.NewUserAsync()).NewRoomAsync(), await server.NewUserAsync("Zoë"));

        var first = await JoinAsync(user, room, "Zoë");
        var second = await JoinAsync(user, room, "ZOË");

        first.GetProperty("username").GetString().Should().Be("Zoë");
        first.GetProperty("displayName").GetString().Should().Be("Zoë");
        first.GetProperty("role").GetString().Should().Be("member");
        first.GetProperty("lastRead").GetInt64().Should().Be(3);
        first.GetProperty("online").GetBoolean().Should().BeFalse();
        second.GetRawText().Should().Be(first.GetRawText());
        (await EventTypesAsync(user, room)).Should().Equal("room.created", "member.joined", "member.joined");
    }

    [Fact]
    public async Task ManyJoiningsAtOnceMakeOneEvent()
    {
        var (room, user) = (await (await server.NewUserAsync()).NewRoomAsync(), await server.NewUserAsync());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => JoinAsync(user, room, user.Username)));

        (await EventTypesAsync(user, room)).Should().Equal("room.created", "member.joined", "member.joined");
    }

    [Fact]
    public async Task LeavingEndsTheMembershipWithOneEventAndLeavingAgainIsNoError()
    {
        var (room, user) = (await (await server.NewUserAsync()).NewRoomAsync(), await server.NewUserAsync());
        await JoinAsync(user, room, user.Username);

        for (var time = 0; time < 2; time++)
            (await user.Http.DeleteAsync($"/rooms/{room}/members/{user.Username}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await EventTypesAsync(user, room)).Should().Equal("room.created", "member.joined", "member.joined", "member.left");
        (await user.Http.GetAsync($"/rooms/{room}").JsonAsync()).TryGetProperty("role", out _).Should().BeFalse();
        (await Pages.ReadAsync(user.Http, $"/rooms/{room}/members", "limit=200", "cursor")).Single().Should().ContainSingle("only the owner is left");
    }

    [Fact]
    public async Task TheLastOwnerCannotLeaveAndStaysOwner()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        await JoinAsync(await server.NewUserAsync(), room);

        using var answer = await owner.Http.DeleteAsync($"/rooms/{room}/members/{owner.Username}");

        await answer.ShouldBeAsync(409, "conflict");
        (await owner.Http.GetAsync($"/rooms/{room}").JsonAsync()).GetProperty("role").GetString().Should().Be("owner");
    }

    [Fact]
    public async Task MembersComePageByPageInTheOrderOfTheirAccounts()
    {
        var users = new List<TestUser>();
        for (var number = 0; number < 5; number++)
            users.Add(await server.NewUserAsync());
        var room = await users[2].NewRoomAsync();
        foreach (var user in users.AsEnumerable().Reverse())
            await JoinAsync(user, room);

        var pages = await Pages.ReadAsync(users[0].Http, $"/rooms/{room}/members", "limit=2", "cursor");

        pages.Select(page => page.Count).Should().Equal(2, 2, 1);
        pages.SelectMany(page => page).Select(member => member.GetProperty("username").GetString()).Should().Equal(users.Select(user => user.Username));
        pages.SelectMany(page => page).Select(member => member.GetProperty("role").GetString()).Should().Equal("member", "member", "owner", "member", "member");
    }

    [Fact]
    public async Task AMemberIsOnlineWhileAnyConnectionLives()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        await using var first = await server.ConnectAsync(owner);
        await using var second = await server.ConnectAsync(owner, WireProtocol.MessagePack);
        (await IsOnlineAsync()).Should().BeTrue();

        await first.DisposeAsync();
        (await IsOnlineAsync()).Should().BeTrue("the other connection lives");
        await second.DisposeAsync();

        await Eventually.TrueAsync(async () => !await IsOnlineAsync(), "the member is offline");

        async Task<bool> IsOnlineAsync()
            => (await Pages.ReadAsync(owner.Http, $"/rooms/{room}/members", "limit=1", "cursor"))[0][0].GetProperty("online").GetBoolean();
    }

    private static Task<JsonElement> JoinAsync(TestUser user, string room, string? name = null)
        => user.Http.PutAsync($"/rooms/{room}/members/{Uri.EscapeDataString(name ?? user.Username)}", content: null).JsonAsync();

    private static async Task<IReadOnlyList<string?>> EventTypesAsync(TestUser user, string room)
        => (await user.Http.GetAsync($"/rooms/{room}/events").JsonAsync()).GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("type").GetString()).ToList();
}
