using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Database.Sqlite;

/// <summary>The search index, which is written at a transaction's end, in its own order.</summary>
public sealed class SearchIndexTests(ChatServer server) : IClassFixture<ChatServer>, IAsyncLifetime
{
    private Person _author = new(0, "");

    public async Task InitializeAsync()
    {
        _ = Username.TryParse((await server.NewUserAsync()).Username, out var name);
        var user = await server.Services.GetRequiredService<IUserStore>().FindAsync(name, CancellationToken.None);
        _author = new Person(user!.Id, user.Username);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task WhatOneTransactionPostsEditsAndDeletesIsFoundAsItIsInTheEnd()
    {
        var log = server.Services.GetRequiredService<IRoomLog>();
        await log.AppendAsync(new CreateRoom("later", new RoomSettings("later", "", RoomVisibility.Public), creator: null, server.Services.GetRequiredService<RoomQuota>()));
        await log.AppendAsync(new Change(async transaction =>
        {
            await PostAsync(transaction, "later", "newest");
            var edited = await PostAsync(transaction, RoomName.General, "draft");
            edited = await EditAsync(transaction, edited, "second");
            await EditAsync(transaction, edited, "final");
            await DeleteAsync(transaction, await PostAsync(transaction, RoomName.General, "regretted"));
        }));

        (await FindAsync("newest")).Should().Be(1);
        (await FindAsync("final")).Should().Be(1);
        foreach (var gone in new[] { "draft", "second", "regretted" })
            (await FindAsync(gone)).Should().Be(0, gone);
    }

    [Fact]
    public async Task AnEditOfAnEarlierTransactionsMessageIsFoundByItsNewWordsOnly()
    {
        var log = server.Services.GetRequiredService<IRoomLog>();
        Message? earlier = null;
        await log.AppendAsync(new Change(async transaction => earlier = await PostAsync(transaction, RoomName.General, "before")));
        await log.AppendAsync(new Change(async transaction => await EditAsync(transaction, await EditAsync(transaction, earlier!, "between"), "after")));

        (await FindAsync("after")).Should().Be(1);
        (await FindAsync("before")).Should().Be(0);
        (await FindAsync("between")).Should().Be(0);
    }

    private async Task<Message> PostAsync(IRoomTransaction transaction, string room, string text) => (await transaction.AppendMessageAsync(
        (await transaction.FindRoomAsync(room))!, _author, new MessageDraft(text, SearchText.ToTerms(text), null, null, null, null), [])).Message!;

    private async Task<Message> EditAsync(IRoomTransaction transaction, Message message, string text) => (await transaction.AppendEditAsync(
        (await transaction.FindRoomAsync(RoomName.General))!, _author, message, new MessageEdit(text, SearchText.ToTerms(text)), [])).Message!;

    private async Task DeleteAsync(IRoomTransaction transaction, Message message)
        => await transaction.AppendDeletionAsync((await transaction.FindRoomAsync(RoomName.General))!, _author, message);

    private async Task<int> FindAsync(string word)
        => (await new DatabaseFile(server.DataDirectory).ReadAsync($"SELECT rowid FROM \"MessageTerms\" WHERE \"MessageTerms\" MATCH '{word}'")).Count;

    private sealed class Change(Func<IRoomTransaction, Task> apply) : RoomChange<bool>
    {
        public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
        {
            await apply(transaction);
            return true;
        }
    }
}
