using System.Net;
using System.Net.Http.Json;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Rooms;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Limits;

/// <summary><c>Limits:FollowedRooms</c> of a connection and <c>Limits:RoomsPerUser</c>.</summary>
public sealed class RoomLimitTests
{
    private const int Limit = 3;

    private readonly RecordedLimits _log = new();

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task TheLastRoomIsFollowedAndTheNextIsNeitherFollowedNorJoined(WireProtocol protocol)
    {
        await using var server = Start("FollowedRooms");
        var (owner, user) = (await server.NewUserAsync(), await server.NewUserAsync());
        var rooms = await NewRoomsAsync(owner, Limit + 1);
        await using var hub = await server.ConnectAsync(user, protocol);
        foreach (var room in rooms.Take(Limit))
            await hub.JoinAsync(room);
        _log.Refusals.Should().BeEmpty();

        (await hub.RefusalOfAsync("JoinRoom", new { room = rooms[Limit] })).Should().Be("conflict");

        _log.Refusals.Should().Equal("FollowedRooms");
        (await user.Http.GetJsonAsync($"/rooms/{rooms[Limit]}")).TryGetProperty("role", out _).Should().BeFalse("the user has not become a member");
        await hub.JoinAsync(rooms[0]);
        await using var other = await server.ConnectAsync(user, protocol);
        await other.JoinAsync(rooms[Limit]);
        await hub.InvokeAsync("Unfollow", new { room = rooms[0] });
        await hub.JoinAsync(rooms[Limit]);
        (await hub.RefusalOfAsync("JoinRoom", new { room = rooms[0] })).Should().Be("conflict");
    }

    [Fact]
    public async Task ARoomThatOneWasRemovedFromTakesNoPlace()
    {
        await using var server = Start("FollowedRooms");
        var (owner, user) = (await server.NewUserAsync(), await server.NewUserAsync());
        var rooms = await NewRoomsAsync(owner, Limit + 1);
        await using var hub = await server.ConnectAsync(user);
        foreach (var room in rooms.Take(Limit))
            await hub.JoinAsync(room);

        (await owner.Http.DeleteAsync(new Uri($"/rooms/{rooms[0]}/members/{user.Username}", UriKind.Relative))).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => hub.CallsOf("RoomClosed").Count == 1, "the room is closed");

        await hub.JoinAsync(rooms[Limit]);
        (await hub.RefusalOfAsync("JoinRoom", new { room = rooms[0] })).Should().Be("conflict");
    }

    [Fact]
    public async Task TheLastMembershipIsTakenAndEveryWayToOneMoreIsRefusedUntilOneIsGivenBack()
    {
        await using var server = Start("RoomsPerUser");
        var (owner, user) = (await server.NewUserAsync(), await server.NewUserAsync());
        var rooms = await NewRoomsAsync(owner, 2);
        var path = $"/rooms/{rooms[0]}/members/{user.Username}";
        await user.NewRoomAsync();
        (await user.Http.PostAsJsonAsync("/rooms/direct", new { username = owner.Username })).EnsureSuccessStatusCode();
        (await user.Http.PutAsync(path, content: null)).EnsureSuccessStatusCode();
        _log.Refusals.Should().BeEmpty();
        await using var hub = await server.ConnectAsync(user);
        var next = $"/rooms/{rooms[1]}/members/{user.Username}";

        await ShouldBeFullAsync(await user.Http.PostAsJsonAsync("/rooms", new { room = "one-more" }), "You have joined 3 rooms");
        await ShouldBeFullAsync(await user.Http.PostAsJsonAsync("/rooms/direct", new { username = (await server.NewUserAsync()).Username }), "You have joined 3 rooms");
        await ShouldBeFullAsync(await user.Http.PutAsync(next, content: null), "You have joined 3 rooms");
        (await hub.RefusalOfAsync("JoinRoom", new { room = rooms[1] })).Should().Be("conflict");

        _log.Refusals.Should().HaveCount(4).And.OnlyContain(limit => limit == "RoomsPerUser");
        (await user.Http.GetAsync(new Uri("/rooms/one-more", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.NotFound, "nothing was made");
        (await user.Http.PutAsync(path, content: null)).StatusCode.Should().Be(HttpStatusCode.OK, "the user is in this one");
        (await user.Http.PostAsJsonAsync("/rooms/direct", new { username = owner.Username })).StatusCode.Should().Be(HttpStatusCode.OK, "this one is open");
        (await user.Http.DeleteAsync(new Uri(path, UriKind.Relative))).EnsureSuccessStatusCode();
        (await user.Http.PutAsync(next, content: null)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task NobodyCanFillAnothersPlacesWithConversationsThatCannotBeLeft()
    {
        await using var server = Start("RoomsPerUser");
        var user = await server.NewUserAsync();
        for (var i = 0; i < Limit + 1; i++)
            (await (await server.NewUserAsync()).Http.PostAsJsonAsync("/rooms/direct", new { username = user.Username })).StatusCode.Should().Be(HttpStatusCode.Created);

        await NewRoomsAsync(user, Limit);

        await ShouldBeFullAsync(await user.Http.PostAsJsonAsync("/rooms", new { room = "one-more" }), "You have joined 3 rooms");
    }

    [Fact]
    public async Task NobodyCanFillAnothersPlacesByAddingThemToRooms()
    {
        await using var server = Start("RoomsPerUser");
        var user = await server.NewUserAsync();
        await AddToManyRoomsAsync(server, user);

        await NewRoomsAsync(user, Limit);

        await ShouldBeFullAsync(await user.Http.PostAsJsonAsync("/rooms", new { room = "one-more" }), "You have joined 3 rooms");
        await AddToManyRoomsAsync(server, user);
    }

    [Fact]
    public async Task WhereOneWasAddedAndHasComeBackByOneselfTakesAPlace()
    {
        await using var server = Start("RoomsPerUser");
        var (owner, user) = (await server.NewUserAsync(), await server.NewUserAsync());
        var path = $"/rooms/{await owner.NewRoomAsync()}/members/{user.Username}";
        (await owner.Http.PutAsync(path, content: null)).EnsureSuccessStatusCode();
        (await user.Http.DeleteAsync(new Uri(path, UriKind.Relative))).EnsureSuccessStatusCode();
        (await user.Http.PutAsync(path, content: null)).EnsureSuccessStatusCode();

        await NewRoomsAsync(user, Limit - 1);

        await ShouldBeFullAsync(await user.Http.PostAsJsonAsync("/rooms", new { room = "one-more" }), "You have joined 3 rooms");
    }

    [Fact]
    public async Task OfManyRoomsJoinedAtOnceOnlyAsManyAreAsMay()
    {
        await using var server = Start("RoomsPerUser");
        var user = await server.NewUserAsync();
        var rooms = new List<string>();
        for (var i = 0; i < 7; i++)
            rooms.AddRange(await NewRoomsAsync(await server.NewUserAsync(), Limit));

        var answers = await Task.WhenAll(rooms.Select(room => user.Http.PutAsync($"/rooms/{room}/members/{user.Username}", content: null)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).Should().Be(Limit);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).Should().Be(rooms.Count - Limit);
    }

    [Fact]
    public async Task ZeroIsNoLimit()
    {
        var none = new LimitOptions { FollowedRooms = 0, RoomsPerUser = 0 };

        new FollowingQuota(none, _log).IsReached(int.MaxValue).Should().BeFalse();
        // There is no transaction to count in: it is not asked.
        await new RoomQuota(none, _log).RequirePlaceAsync(null!, 1);
        _log.Refusals.Should().BeEmpty();
    }

    private static async Task ShouldBeFullAsync(HttpResponseMessage answer, string words)
    {
        (await answer.Content.ReadAsStringAsync()).Should().Contain(words);
        await answer.ShouldBeAsync(409, "conflict");
    }

    private static async Task<List<string>> NewRoomsAsync(TestUser owner, int count)
    {
        var rooms = new List<string>();
        for (var i = 0; i < count; i++)
            rooms.Add(await owner.NewRoomAsync());
        return rooms;
    }

    /// <summary>To more than the user may join, each by whoever made it.</summary>
    private static async Task AddToManyRoomsAsync(ChatServer server, TestUser user)
    {
        for (var i = 0; i < Limit + 1; i++)
        {
            var stranger = await server.NewUserAsync();
            var room = await stranger.NewRoomAsync();
            (await stranger.Http.PutAsync($"/rooms/{room}/members/{user.Username}", content: null)).StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    private ChatServer Start(string limit) => ChatServer.Start(new() { [$"Limits:{limit}"] = $"{Limit}" }, _log.Replace);
}
