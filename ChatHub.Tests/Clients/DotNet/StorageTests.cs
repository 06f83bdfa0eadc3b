using ChatHub.Client;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>What outlives a .NET client: unsent messages, cursors, sessions.</summary>
public sealed class StorageTests(ChatServer server) : IClassFixture<ChatServer>, IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatWasNotSentIsSentOnceAfterARestartInItsOrder()
    {
        var user = await server.NewUserAsync();
        await using var proxy = new DroppingProxy(server.Url);
        string name;
        await using (var before = await ChatClients.ConnectAsync(user, proxy.Url, options => options.Storage = Files()))
        {
            name = (await before.CreateRoomAsync($"restart-{user.Username}")).Room;
            var room = await before.JoinAsync(name);
            await room.SendAsync("sent");
            // Committed, and its receipt lost; the others never sent.
            proxy.CutAt("\"duplicate\":");
            proxy.IsOpen = false;
            _ = room.SendAsync("lost receipt");
            await Eventually.TrueAsync(() => proxy.Cuts == 1, "the receipt is cut");
            _ = room.SendAsync("never sent");
            _ = room.SendAsync("never sent either");
            await Eventually.TrueAsync(() => Directory.GetFiles(_folder.Path).Length >= 4, "they are kept");
        }

        proxy.IsOpen = true;
        await using var after = await ChatClients.ConnectAsync(user, proxy.Url, options => options.Storage = Files());
        var again = await after.JoinAsync(name);

        await again.ShowsAsync(messages => messages.Count == 4 && messages.All(message => message.State == ChatMessageState.Settled), "all have settled");
        again.Texts().Should().Equal("sent", "lost receipt", "never sent", "never sent either");
        await Eventually.TrueAsync(async () => (await Files().ReadAsync(SavedMessage.Prefix)).Count == 0, "nothing is kept of what is sent");
    }

    [Fact]
    public async Task ARestartGoesOnFromTheCursorWithTheSameSession()
    {
        var user = await server.NewUserAsync();
        await using var other = await server.ChatAsync(await server.NewUserAsync());
        string name;
        long edited;
        await using (var before = await server.ConnectAsync(user, options => options.Storage = Files()))
        {
            name = (await before.CreateRoomAsync($"cursor-{user.Username}")).Room;
            var room = await before.JoinAsync(name);
            edited = (await room.SendAsync("before")).Id;
            foreach (var number in Enumerable.Range(1, 60))
                await room.SendAsync($"number {number}");
            await other.JoinAsync(name);
        }

        (await user.Http.PatchAsync(new Uri($"/rooms/{name}/messages/{edited}", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { text = "edited" }))).EnsureSuccessStatusCode();
        await using var after = await server.ConnectAsync(user, options =>
        {
            options.Storage = Files();
            // Not needed: the session goes on.
            options.Password = "not the password";
        });

        var again = after.Rooms.Should().ContainSingle().Subject;
        await again.ShowsAsync(messages => messages[0].Text == "edited", "what was missed shows");
        again.Texts().Should().HaveCount(61, "more is shown than a first join would bring");
        again.Texts().Should().EndWith("number 60");
    }

    [Fact]
    public async Task ACursorOfAnotherHistoryIsForgottenWithAllThatWasShown()
    {
        var user = await server.NewUserAsync();
        var storage = new MemoryChatStorage();
        await using (var before = await server.ConnectAsync(user, options => options.Storage = storage))
        {
            var room = await before.JoinAsync((await before.CreateRoomAsync($"epoch-{user.Username}")).Room);
            var receipt = await room.SendAsync("true");
            // What is kept ends with the cursor, and the receipt may be ahead of it.
            await Eventually.TrueAsync(() => room.Seq == receipt.Id, "its event has come");
        }

        var (key, text) = (await storage.ReadAsync(SavedRoom.Prefix)).Single();
        var saved = ClientJson.Read<SavedRoom>(text)!;
        await storage.WriteAsync(key, ClientJson.Write(saved with { Epoch = "another", Messages = [saved.Messages[0] with { Text = "untrue" }] }));
        await using var after = await server.ConnectAsync(user, options => options.Storage = storage);
        var again = await after.JoinAsync(saved.Room);

        again.Texts().Should().Equal("true");
    }

    [Fact]
    public async Task AStorageThatDeletesNothingKeepsNoMessageFromBeingSent()
    {
        var storage = new PlayedStorage { Deletes = () => throw new IOException("It is read elsewhere.") };
        await using var chat = await server.ConnectAsync(await server.NewUserAsync(), options => options.Storage = storage);
        var room = await chat.JoinAsync("general");

        var first = await room.SendAsync("one");
        var second = await room.SendAsync("two");

        second.Id.Should().BeGreaterThan(first.Id);
    }

    [Fact]
    public async Task AClientIsNotDisposedOfBeforeWhatItShowsAsPendingIsKept()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var storage = new PlayedStorage();
        var chat = await server.ConnectAsync(await server.NewUserAsync(), options => options.Storage = storage);
        var room = await chat.JoinAsync("general");
        storage.Writes = key => key.StartsWith(SavedMessage.Prefix, StringComparison.Ordinal) ? gate.Task : Task.CompletedTask;
        var sending = room.SendAsync("last words");

        var disposing = chat.DisposeAsync().AsTask();
        await Eventually.TrueAsync(() => chat.State == ChatConnectionState.Ended, "its connection has ended");
        var isEarly = disposing.IsCompleted;
        gate.SetResult();
        await disposing;
        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<Exception>("it was not sent");

        isEarly.Should().BeFalse();
        (await storage.ReadAsync(SavedMessage.Prefix)).Should().ContainSingle();
    }

    [Fact]
    public async Task AnotherTextUnderAKeyThatWasUsedFailsAndAnotherAccountFindsNothing()
    {
        var (user, stranger) = (await server.NewUserAsync(), await server.NewUserAsync());
        var storage = new MemoryChatStorage();
        string? key;
        await using (var before = await server.ConnectAsync(user, options => options.Storage = storage))
        {
            var room = await before.JoinAsync("general");
            var receipt = await room.SendAsync("the first text");
            // Else its event settles what comes later under its key.
            await Eventually.TrueAsync(() => room.Seq >= receipt.Id, "its event has come");
            key = room.Messages[^1].ClientMessageId;
        }

        var other = new SavedMessage("general", key!, "another text", ReplyTo: null, Language: null, DateTimeOffset.UtcNow, Order: 1);
        await storage.WriteAsync(other.Key, ClientJson.Write(other));
        await using (var after = await server.ConnectAsync(user, options => options.Storage = storage))
        {
            await after.GetRoom("general").ShowsAsync(messages => messages.Any(message => message.Text == "another text" && message.Error == "conflict"), "it failed");
        }

        await storage.WriteAsync(other.Key, ClientJson.Write(other));
        await using var theirs = await server.ConnectAsync(stranger, options => options.Storage = storage);

        theirs.Rooms.Should().BeEmpty();
        theirs.GetRoom("general").Messages.Should().BeEmpty();
    }

    private FileChatStorage Files() => new(_folder.Path);
}
