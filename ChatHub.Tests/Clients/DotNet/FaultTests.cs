using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>Whatever the network does, the .NET client ends up showing what an undisturbed one shows, and nothing is sent twice.</summary>
public sealed class FaultTests(ChatServer server) : IClassFixture<ChatServer>
{
    /// <summary>What the server says in each phase of connecting, joining and sending.</summary>
    [Theory]
    [InlineData("\"accessToken\"")]
    [InlineData("\"connectionToken\"")]
    [InlineData("101 Switching")]
    [InlineData("{}\u001e")]
    [InlineData("\"RoomEvents\"")]
    [InlineData("\"head\":")]
    [InlineData("\"duplicate\":")]
    [InlineData("message.posted")]
    [InlineData("message.edited")]
    public async Task ACutInAnyPhaseLosesNothingAndRepeatsNothing(string said)
    {
        var user = await server.NewUserAsync();
        await using var undisturbed = await server.ChatAsync(await server.NewUserAsync());
        await using var proxy = new DroppingProxy(server.Url);
        var name = (await undisturbed.CreateRoomAsync($"cut-{user.Username}")).Room;
        var theirs = await undisturbed.JoinAsync(name);
        await theirs.SendAsync("before");
        proxy.CutAt(said);

        await using var chat = await ChatClients.ConnectAsync(user, proxy.Url);
        var room = await chat.JoinAsync(name);
        var sends = Enumerable.Range(1, 5).Select(number => room.SendAsync($"number {number}")).ToList();
        var receipts = await Task.WhenAll(sends);
        await room.EditAsync(receipts[0].Id, "number one");
        await theirs.SendAsync("after");

        await SameAsync(room, theirs);
        room.Texts().Should().Equal("before", "number one", "number 2", "number 3", "number 4", "number 5", "after");
        room.Messages.Skip(1).Take(5).Select(message => message.Id).Should().Equal(receipts.Select(receipt => receipt.Id));
        proxy.Cuts.Should().Be(1);
    }

    /// <summary>What the client says in each phase.</summary>
    [Theory]
    [InlineData("POST /login")]
    [InlineData("negotiate")]
    [InlineData("connect")]
    [InlineData("JoinRoom")]
    [InlineData("SendMessage")]
    [InlineData("EditMessage")]
    public async Task ACallThatTheServerNeverHeardIsMadeAgain(string call)
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        proxy.Add(At.Call(call), new Fate.Drop());

        await using var chat = await ChatClients.ConnectAsync(await server.NewUserAsync(), proxy.Url);
        var room = await chat.JoinAsync((await chat.CreateRoomAsync($"once-more-{chat.User.Username}")).Room);
        var receipts = await Task.WhenAll(room.SendAsync("first"), room.SendAsync("second"));
        await room.EditAsync(receipts[0].Id, "the first");

        room.Texts().Should().Equal("the first", "second");
        receipts.Should().OnlyContain(receipt => !receipt.Duplicate);
        proxy.Unmet.Should().BeEmpty();
    }

    [Fact]
    public async Task ASendThatTheServerNeverHeardIsSentAgainBeforeTheNext()
    {
        var user = await server.NewUserAsync();
        await using var proxy = new DroppingProxy(server.Url);
        await using var chat = await ChatClients.ConnectAsync(user, proxy.Url);
        var room = await chat.JoinAsync((await chat.CreateRoomAsync($"unheard-{user.Username}")).Room);

        proxy.CutAtNextCall();
        var first = room.SendAsync("first");
        var second = room.SendAsync("second");
        await Task.WhenAll(first, second);

        room.Texts().Should().Equal("first", "second");
        (await first).Should().Match<Contracts.ReceiptDto>(receipt => !receipt.Duplicate && receipt.Id < second.Result.Id);
        proxy.Cuts.Should().Be(1);
    }

    [Fact]
    public async Task WhatHappensWhileTheNetworkIsAwayShowsWhenItIsBackAndWhatIsSentMeanwhileComesAfterIt()
    {
        var user = await server.NewUserAsync();
        await using var undisturbed = await server.ChatAsync(await server.NewUserAsync());
        await using var proxy = new DroppingProxy(server.Url);
        await using var chat = await ChatClients.ConnectAsync(user, proxy.Url);
        await using var events = new SeenEvents(chat);
        var room = await chat.JoinAsync((await chat.CreateRoomAsync($"away-{user.Username}")).Room);
        var theirs = await undisturbed.JoinAsync(room.Name);
        var gone = (await theirs.SendAsync("soon gone")).Id;
        var kept = (await theirs.SendAsync("soon edited")).Id;
        await room.ShowsAsync(messages => messages.Count == 2, "both show");

        proxy.IsOpen = false;
        proxy.CutAll();
        await events.SeesAsync<ConnectionChanged>(changed => changed.State == ChatConnectionState.Connecting);
        var sending = room.SendAsync("from away");
        await theirs.DeleteAsync(gone);
        await theirs.EditAsync(kept, "edited");
        await theirs.AddReactionAsync(kept, "👍");
        await theirs.SendAsync("missed");
        room.Texts().Should().Equal("soon gone", "soon edited", "Pending: from away");
        proxy.IsOpen = true;
        await sending;

        await SameAsync(room, theirs);
        room.Texts().Should().Equal("", "edited", "missed", "from away");
        events.All.OfType<RoomEventReceived>().Select(happened => happened.Event.Seq).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task ManyCutsAtAnyTimeEndInTheSameStateForAll()
    {
        var user = await server.NewUserAsync();
        await using var undisturbed = await server.ChatAsync(await server.NewUserAsync());
        await using var proxy = new DroppingProxy(server.Url);
        await using var chat = await ChatClients.ConnectAsync(user, proxy.Url);
        var room = await chat.JoinAsync((await chat.CreateRoomAsync($"often-{user.Username}")).Room);
        var theirs = await undisturbed.JoinAsync(room.Name);
        var sends = new List<Task>();

        foreach (var number in Enumerable.Range(0, 60))
        {
            sends.Add(room.SendAsync($"mine {number}"));
            sends.Add(theirs.SendAsync($"theirs {number}"));
            if (number % 7 == 0)
                proxy.CutAll();
            await sends[^1];
        }

        await Task.WhenAll(sends);
        await SameAsync(room, theirs);
        room.Texts().Where(text => text.StartsWith("mine", StringComparison.Ordinal)).Should().Equal(Enumerable.Range(0, 60).Select(number => $"mine {number}"));
    }

    private static Task SameAsync(ChatRoom room, ChatRoom other)
        => room.ShowsAsync(messages => messages.Select(Facts).SequenceEqual(other.Messages.Select(Facts)), "both show the same");

    private static string Facts(ChatMessage message)
        => $"{message.Id} {message.Sender} {message.Text} {message.Revision} {message.IsDeleted} {message.State} {string.Join(',', message.Reactions.Select(reaction => reaction.Emoji + string.Join('+', reaction.Users)))}";
}
