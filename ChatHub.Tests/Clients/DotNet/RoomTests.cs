using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>A room of the .NET client shows what is in it, and does what is asked of it.</summary>
public sealed class RoomTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task WhatIsSentShowsAtOnceAndSettlesAndTheOthersReadIt()
    {
        await using var ana = await server.ChatAsync(await server.NewUserAsync());
        await using var luis = await server.ChatAsync(await server.NewUserAsync());
        var (hers, his) = (await RoomOfAsync(ana), await luis.JoinAsync("general"));

        var sending = hers.SendAsync("  Good morning!  ");

        hers.Messages[^1].Should().Match<ChatMessage>(message => message.Text == "  Good morning!  " && message.State == ChatMessageState.Pending && message.Sender == ana.User.Username);
        var receipt = await sending;
        hers.Messages[^1].Should().Match<ChatMessage>(message => message.Id == receipt.Id && message.Text == "Good morning!" && message.State == ChatMessageState.Settled);
        await his.ShowsAsync(messages => messages.Any(message => message.Id == receipt.Id), "he reads it");
        hers.Texts().Count(text => text == "Good morning!").Should().Be(1);
    }

    [Fact]
    public async Task EditsReactionsAndDeletionsShowAsSoonAsTheyAreDoneAndToTheOthers()
    {
        await using var ana = await server.ChatAsync(await server.NewUserAsync());
        await using var luis = await server.ChatAsync(await server.NewUserAsync());
        var (hers, his) = (await RoomOfAsync(ana), await luis.JoinAsync("general"));
        var (first, second) = ((await hers.SendAsync("one")).Id, (await hers.SendAsync("two")).Id);

        await hers.EditAsync(first, "uno");
        await his.AddReactionAsync(first, "👍");
        await hers.AddReactionAsync(first, "🎉");
        await hers.RemoveReactionAsync(first, "🎉");
        await hers.DeleteAsync(second);

        foreach (var room in new[] { hers, his })
        {
            await room.ShowsAsync(messages => messages.Any(message => message.Id == second && message.IsDeleted), "the deletion shows");
            var edited = room.Messages.Single(message => message.Id == first);
            edited.Should().Match<ChatMessage>(message => message.Text == "uno" && message.Revision == 2 && message.EditedAt != null);
            edited.Reactions.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Emoji = "👍", Users = new[] { luis.User.Username } });
        }
    }

    [Fact]
    public async Task OlderMessagesAreLoadedUntilThereAreNoMore()
    {
        var user = await server.NewUserAsync();
        await using var chat = await server.ChatAsync(user);
        var made = await chat.CreateRoomAsync($"older-{user.Username}");
        var writing = await chat.JoinAsync(made.Room);
        foreach (var number in Enumerable.Range(1, 12))
            await writing.SendAsync($"number {number}");
        await using var late = await server.ConnectAsync(user, options => options.Backlog = 2);

        var room = await late.JoinAsync(made.Room);

        room.Texts().Should().Equal("number 11", "number 12");
        (await room.LoadOlderAsync(5)).Should().BeTrue();
        room.Texts().Should().HaveCount(7).And.StartWith("number 6");
        (await room.LoadOlderAsync(50)).Should().BeFalse();
        room.Texts().Should().Equal(Enumerable.Range(1, 12).Select(number => $"number {number}"));
    }

    [Fact]
    public async Task PresenceTypingMarkersAndHintsAreEvents()
    {
        await using var ana = await server.ChatAsync(await server.NewUserAsync());
        await using var events = new SeenEvents(ana);
        var room = await RoomOfAsync(ana);
        var friend = await server.NewUserAsync();
        await using var luis = await server.ChatAsync(friend);
        var his = await luis.JoinAsync("general");

        await his.SetTypingAsync(true);
        var receipt = await his.SendAsync("Hello!");
        // Sending has moved his own marker; only what another says is left to read.
        var answer = await room.SendAsync("Hello, Luis!");
        await his.MarkReadAsync(answer.Id);
        await luis.OpenDirectAsync(ana.User.Username);

        await events.SeesAsync<PresenceChanged>(changed => changed.Users.Any(user => user.Username == friend.Username && user.Online));
        await events.SeesAsync<TypingChanged>(typing => typing.Room == room && typing.Username == friend.Username && typing.IsTyping);
        await events.SeesAsync<RoomEventReceived>(happened => happened.Event.Type == "message.posted" && happened.Event.Seq == receipt.Id);
        await events.SeesAsync<ReadMarkerMoved>(moved => moved.Username == friend.Username && moved.Seq == answer.Id);
        await events.SeesAsync<RoomsChanged>(changed => changed.Items.Any(item => item.With == friend.Username));
        (await room.GetMembersAsync().ToListAsync()).Should().Contain(member => member.Username == friend.Username && member.Online);
        (await ana.GetRoomsAsync()).Should().Contain(item => item.With == friend.Username);
    }

    [Fact]
    public async Task WhoIsRemovedIsToldAndARoomThatIsLeftOrNotFollowedShowsNothingMore()
    {
        var owner = await server.NewUserAsync();
        await using var ana = await server.ChatAsync(owner);
        await using var luis = await server.ChatAsync(await server.NewUserAsync());
        await using var events = new SeenEvents(luis);
        var room = await ana.JoinAsync((await ana.CreateRoomAsync($"closing-{owner.Username}")).Room);
        var his = await luis.JoinAsync(room.Name);

        await his.UnfollowAsync();
        await room.SendAsync("unseen");
        luis.Rooms.Should().BeEmpty();
        his.Texts().Should().BeEmpty();
        await luis.JoinAsync(room.Name);
        his.Texts().Should().Equal("unseen");
        (await owner.Http.DeleteAsync(new Uri($"/rooms/{room.Name}/members/{luis.User.Username}", UriKind.Relative))).EnsureSuccessStatusCode();
        await events.SeesAsync<RoomClosed>(closed => closed.Room == his && closed.Reason == "removed");
        await luis.JoinAsync(room.Name);
        await his.LeaveAsync();

        his.IsFollowed.Should().BeFalse();
        (await room.GetMembersAsync().ToListAsync()).Should().NotContain(member => member.Username == luis.User.Username);
    }

    [Fact]
    public async Task RefusalsHaveTheServersCodeAndASendThatIsRefusedShowsSo()
    {
        var user = await server.NewUserAsync();
        await using var chat = await server.ChatAsync(user);
        var room = await RoomOfAsync(chat);

        (await FluentActions.Awaiting(() => chat.JoinAsync("no-such-room")).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("room_not_found");
        (await FluentActions.Awaiting(() => room.EditAsync(1, "x")).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("message_not_found");
        (await FluentActions.Awaiting(() => room.SendAsync(new string('x', 4001))).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("message_too_long");
        room.Messages[^1].Should().Match<ChatMessage>(message => message.State == ChatMessageState.Failed && message.Error == "message_too_long");
        await room.SendAsync("the next one goes on");
        room.Dismiss(room.Messages[^1]);

        room.Texts().Should().NotContain(text => text.StartsWith("Failed")).And.EndWith("the next one goes on");
        (await FluentActions.Awaiting(() => server.ConnectAsync(user, options => options.Password = "wrong battery horse")).Should().ThrowAsync<ChatException>())
            .Which.Code.Should().Be("invalid_credentials");
    }

    [Fact]
    public async Task WatchingShowsTheRoomOfNowAndLater()
    {
        await using var chat = await server.ChatAsync(await server.NewUserAsync());
        var room = await RoomOfAsync(chat);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var seen = new List<int>();

        await foreach (var messages in room.WatchAsync(patience.Token))
        {
            seen.Add(messages.Count);
            if (seen.Count == 1)
                await room.SendAsync("watch this");
            else if (messages.Any(message => message.Text == "watch this" && message.State == ChatMessageState.Settled))
                break;
        }

        seen.Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task AMutedPersonsRefusalComesWithItsCode()
    {
        var owner = await server.NewUserAsync();
        await using var ana = await server.ChatAsync(owner);
        var room = (await ana.CreateRoomAsync($"muted-{owner.Username}")).Room;
        await using var luis = await server.ChatAsync(await server.NewUserAsync());
        var his = await luis.JoinAsync(room);
        (await owner.Http.PutAsJsonAsync($"/rooms/{room}/mutes/{luis.User.Username}", new { })).EnsureSuccessStatusCode();

        (await FluentActions.Awaiting(() => his.SendAsync("Hello?")).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("muted");
    }

    private static Task<ChatRoom> RoomOfAsync(ChatClient chat) => chat.JoinAsync("general");
}
