using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>When the .NET client says that a room is joined, it is, and shows all of it, whatever else went on in the room.</summary>
public sealed class JoiningTests(ChatServer server) : IClassFixture<ChatServer>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private FaultProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await FaultProxy.StartAsync(server.Url);

    public Task DisposeAsync() => _proxy.DisposeAsync().AsTask();

    [Fact]
    public async Task WhoJoinsWhileAReconnectionFindsTheMembershipEndedIsAMemberAgain()
    {
        var owner = await server.NewUserAsync();
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        var room = await chat.JoinAsync(await owner.NewRoomAsync());
        _proxy.GoOffline();
        (await owner.Http.DeleteAsync($"/rooms/{room.Name}/members/{chat.User.Username}")).EnsureSuccessStatusCode();
        var (asked, gate) = (At.Answer($"GET /rooms/{room.Name}"), new TaskCompletionSource());
        _proxy.Add(asked, new Fate.Late(gate.Task));

        _proxy.ComeBack();
        await _proxy.SeenAsync(asked);
        var joining = chat.JoinAsync(room.Name);
        gate.SetResult();
        await joining;

        room.IsFollowed.Should().BeTrue();
        (await room.SendAsync("back")).Id.Should().BePositive();
    }

    [Fact]
    public async Task OfManyWhoJoinARoomThatIsNotThereEachIsTold()
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);

        var joining = Enumerable.Range(0, 5).Select(_ => chat.JoinAsync("no-such-room")).ToList();

        foreach (var join in joining)
            (await FluentActions.Awaiting(() => join).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("room_not_found");
        chat.Rooms.Should().BeEmpty();
    }

    [Fact]
    public async Task WhoStopsWaitingForAJoinThatIsThenRefusedFollowsNothing()
    {
        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), _proxy.Url);
        var gate = new TaskCompletionSource();
        _proxy.Add(At.Call("JoinRoom"), new Fate.Hold(gate.Task));
        using var cancel = new CancellationTokenSource();

        var joining = chat.JoinAsync("no-such-room", cancel.Token);
        await _proxy.SeenAsync(At.Call("JoinRoom"));
        await cancel.CancelAsync();
        await FluentActions.Awaiting(() => joining).Should().ThrowAsync<OperationCanceledException>();
        gate.SetResult();

        await Eventually.TrueAsync(() => chat.Rooms.Count == 0, "the refusal counts");
    }

    [Fact]
    public async Task WhatCameAfterAnUnfollowingThatTheServerDidNotDoIsThereOnceTheRoomIsJoinedAgain()
    {
        var user = await server.NewUserAsync();
        await using var chat = await ChatClients.ConnectAsync(user, _proxy.Url);
        var room = await chat.JoinAsync(await user.NewRoomAsync());
        _proxy.Add(At.Call("Unfollow"), new Fate.Refuse(500, "internal"));
        await room.UnfollowAsync();
        foreach (var number in Enumerable.Range(1, 3))
            (await user.Http.PostAsJsonAsync($"/rooms/{room.Name}/messages", new { text = $"number {number}" })).EnsureSuccessStatusCode();
        await _proxy.PassedAsync(At.Push("RoomEvents").Where("with the last", passage => passage.Body!.ToJsonString().Contains("number 3")));

        await chat.JoinAsync(room.Name).WaitAsync(Patience);

        room.Texts().Should().Equal("number 1", "number 2", "number 3");
    }
}
