using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>What ended a membership or a following, here or elsewhere, is not undone by a reconnection of the .NET client.</summary>
public sealed class LeavingTests(ChatServer server) : IClassFixture<ChatServer>, IAsyncLifetime
{
    private static readonly At Join = At.Call("JoinRoom");

    private FaultProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await FaultProxy.StartAsync(server.Url);

    public Task DisposeAsync() => _proxy.DisposeAsync().AsTask();

    [Theory]
    [InlineData("public")]
    [InlineData("private")]
    public async Task WhoLeavesWithoutAConnectionHasLeftOnceThereIsOne(string visibility)
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        var (owner, room) = await JoinAsync(chat, visibility);
        _proxy.GoOffline();

        var leaving = room.LeaveAsync();
        room.IsFollowed.Should().BeFalse();
        _proxy.ComeBack();
        await leaving;

        await LeftAsync(owner, room, chat);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("private")]
    public async Task WhoLeavesAndGetsNoAnswerHasLeft(string visibility)
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        var (owner, room) = await JoinAsync(chat, visibility);
        _proxy.Add(At.Answer("LeaveRoom"), new Fate.Drop());

        await room.LeaveAsync();

        await LeftAsync(owner, room, chat);
        _proxy.Unmet.Should().BeEmpty();
    }

    [Fact]
    public async Task WhoMayNotLeaveGoesOnFollowing()
    {
        var user = await server.NewUserAsync();
        await using var chat = await ChatClients.ConnectAsync(user, _proxy.Url);
        var room = await chat.JoinAsync(await user.NewRoomAsync());
        _proxy.GoOffline();

        var leaving = room.LeaveAsync();
        _proxy.ComeBack();

        (await FluentActions.Awaiting(() => leaving).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("conflict");
        room.IsFollowed.Should().BeTrue();
        (await user.Http.PostAsJsonAsync($"/rooms/{room.Name}/messages", new { text = "still here" })).EnsureSuccessStatusCode();
        await room.ShowsAsync(messages => messages.Any(message => message.Text == "still here"), "it is followed");
    }

    [Fact]
    public async Task WhoJoinsWhileTheFollowingEndsFollows()
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        var (owner, room) = await JoinAsync(chat, "public");
        var gate = new TaskCompletionSource();
        _proxy.Add(At.Answer("Unfollow"), new Fate.Late(gate.Task));

        var ending = room.UnfollowAsync();
        await _proxy.SeenAsync(At.Answer("Unfollow"));
        var joining = chat.JoinAsync(room.Name);
        gate.SetResult();
        await Task.WhenAll(ending, joining);

        room.IsFollowed.Should().BeTrue();
        (await owner.Http.PostAsJsonAsync($"/rooms/{room.Name}/messages", new { text = "hello again" })).EnsureSuccessStatusCode();
        await room.ShowsAsync(messages => messages.Any(message => message.Text == "hello again"), "it is followed");
    }

    [Theory]
    [InlineData("public", "members", "left")]
    [InlineData("private", "members", "room_not_found")]
    [InlineData("public", "bans", "banned")]
    [InlineData("private", "bans", "room_not_found")]
    public async Task WhoWasSentAwayWithoutAConnectionStaysAwayAndIsTold(string visibility, string how, string reason)
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        await using var events = new SeenEvents(chat);
        var (owner, room) = await JoinAsync(chat, visibility);
        _proxy.GoOffline();
        var place = $"/rooms/{room.Name}/{how}/{chat.User.Username}";
        (how == "bans" ? await owner.Http.PutAsJsonAsync(place, new { }) : await owner.Http.DeleteAsync(place)).EnsureSuccessStatusCode();

        _proxy.ComeBack();

        await events.SeesAsync<RoomClosed>(closed => closed.Room == room && closed.Reason == reason);
        await LeftAsync(owner, room, chat);
    }

    [Fact]
    public async Task WhoWasSentAwayBetweenTwoRunsStaysAwayToo()
    {
        var user = await server.NewUserAsync();
        var storage = new MemoryChatStorage();
        var before = await ChatClients.ConnectAsync(user, _proxy.Url, options => options.Storage = storage);
        var (owner, room) = await JoinAsync(before, "public");
        await before.DisposeAsync();
        (await owner.Http.DeleteAsync($"/rooms/{room.Name}/members/{user.Username}")).EnsureSuccessStatusCode();

        await using var after = await ChatClients.ConnectAsync(user, _proxy.Url, options => options.Storage = storage);

        await Eventually.TrueAsync(() => after.Rooms.Count == 0, "the room is not followed");
        await LeftAsync(owner, after.GetRoom(room.Name), after);
    }

    /// <summary>A room of somebody else's that the client follows.</summary>
    private async Task<(TestUser Owner, ChatRoom Room)> JoinAsync(ChatClient chat, string visibility)
    {
        var owner = await server.NewUserAsync();
        var name = await owner.NewRoomAsync(visibility);
        (await owner.Http.PutAsJsonAsync($"/rooms/{name}/members/{chat.User.Username}", new { })).EnsureSuccessStatusCode();
        return (owner, await chat.JoinAsync(name));
    }

    /// <summary>After the next connection, too.</summary>
    private async Task LeftAsync(TestUser owner, ChatRoom room, ChatClient chat)
    {
        var joins = _proxy.Count(Join);
        _proxy.CutAll();
        // What a reconnection asks of the room's place comes before anything that is asked later.
        await chat.JoinAsync("general");
        room.IsFollowed.Should().BeFalse();
        _proxy.Count(Join).Should().Be(joins + 1);
        var members = await owner.Http.GetJsonAsync($"/rooms/{room.Name}/members");
        members.GetProperty("items").EnumerateArray().Select(member => member.GetProperty("username").GetString()).Should().Equal(owner.Username);
    }
}
