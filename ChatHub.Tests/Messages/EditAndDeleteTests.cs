using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Messages;

/// <summary>Editing and deleting: over the hub in both protocols, over HTTP, live and in a replay.</summary>
public sealed class EditAndDeleteTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AnEditKeepsTheIdRaisesTheRevisionAndIsTheSameLiveAndInHistory(WireProtocol protocol)
    {
        var (room, author, reader) = await NewRoomAsync();
        await using var writing = await server.ConnectAsync(author, protocol);
        await using var reading = await server.ConnectAsync(reader, protocol);
        await reading.JoinAsync(room);
        var id = (await writing.SendAsync(room, "frist", "key")).GetProperty("id").GetInt64();

        var change = await writing.InvokeAsync("EditMessage", new { room, id, text = " first " });

        await reading.SeesSeqAsync(change.GetProperty("seq").GetInt64());
        change.Keys().Should().BeEquivalentTo("room", "seq", "at");
        var edited = reading.Events.Last();
        edited.GetProperty("type").GetString().Should().Be("message.edited");
        edited.GetProperty("actor").GetString().Should().Be(author.Username);
        var message = edited.GetProperty("message");
        message.GetProperty("id").GetInt64().Should().Be(id);
        message.GetProperty("text").GetString().Should().Be("first");
        message.GetProperty("revision").GetInt32().Should().Be(2);
        message.GetProperty("editedAt").GetString().Should().Be(edited.GetProperty("at").GetString());
        message.GetProperty("clientMessageId").GetString().Should().Be("key");
        (await reader.Http.GetJsonAsync($"/rooms/{room}/messages/{id}")).GetRawText().Should().Be(message.GetRawText());
    }

    [Fact]
    public async Task TakingAwayAReactionThatIsNotThereNamesTheNewestEventAndItsTime()
    {
        var (room, author, _) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(author);
        await client.JoinAsync(room);
        var posted = await client.SendAsync(room, "hello");
        var id = posted.GetProperty("id").GetInt64();
        // A receipt that told the time of the asking would be a later one.
        await Eventually.TrueAsync(() => DateTimeOffset.UtcNow > posted.GetProperty("at").GetDateTimeOffset().AddMilliseconds(2), "the clock has moved on");

        var change = await client.InvokeAsync("RemoveReaction", new { room, id, emoji = "👍" });

        change.GetProperty("seq").GetInt64().Should().Be(id);
        change.GetProperty("at").GetString().Should().Be(posted.GetProperty("at").GetString());
    }

    [Fact]
    public async Task TheSameTextAgainMakesNoEventAndGetsTheFirstAnswer()
    {
        var (room, author, _) = await NewRoomAsync();
        var id = await PostAsync(author, room, "one");
        var first = await EditAsync(author, room, id, "two");

        var second = await EditAsync(author, room, id, "two");

        second.GetRawText().Should().Be(first.GetRawText());
        (await HeadAsync(author, room)).Should().Be(first.GetProperty("seq").GetInt64());
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task ADeletionLeavesATombstoneEverywhereAndCanBeRetried(WireProtocol protocol)
    {
        var (room, author, reader) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(author, protocol);
        var id = (await client.SendAsync(room, $"a secret for @{author.Username}")).GetProperty("id").GetInt64();
        await client.InvokeAsync("AddReaction", new { room, id, emoji = "👍" });
        await client.InvokeAsync("EditMessage", new { room, id, text = "another secret" });

        var first = await client.InvokeAsync("DeleteMessage", new { room, id });
        var second = await client.InvokeAsync("DeleteMessage", new { room, id });

        second.GetRawText().Should().Be(first.GetRawText());
        var tombstone = await reader.Http.GetJsonAsync($"/rooms/{room}/messages/{id}");
        tombstone.Keys().Should().BeEquivalentTo("id", "sender", "at", "revision", "deleted");
        tombstone.GetProperty("revision").GetInt32().Should().Be(2);
        var log = await reader.Http.GetStringAsync($"/rooms/{room}/events");
        log.Should().NotContain("secret");
        await using var late = await server.ConnectAsync(reader, protocol);
        await late.JoinAsync(room);
        await late.SeesSeqAsync(first.GetProperty("seq").GetInt64());
        late.Events.Where(entry => entry.TryGetProperty("message", out _))
            .Should().OnlyContain(entry => entry.GetProperty("message").GetProperty("deleted").GetBoolean());
    }

    [Fact]
    public async Task ADeletedTextIsSoonInNoFileOfTheServer()
    {
        await using var own = new ChatServer();
        var author = await own.NewUserAsync();
        var room = await author.NewRoomAsync();
        var id = await PostAsync(author, room, "zanzibarish text");
        await EditAsync(author, room, id, "quixotically changed");

        (await author.Http.DeleteAsync($"/rooms/{room}/messages/{id}")).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(async () => !await ServerFiles.HoldAsync(own, "zanzibarish") && !await ServerFiles.HoldAsync(own, "quixotically"), "both texts are gone");
        (await ServerFiles.HoldAsync(own, author.Username)).Should().BeTrue("the files were looked at");
    }

    [Fact]
    public async Task ARetryOfADeletedMessageGetsItsReceiptAndNotItsTextBack()
    {
        var (room, author, _) = await NewRoomAsync();
        var body = new { text = "once", clientMessageId = "once" };
        var first = await author.Http.PostAsJsonAsync($"/rooms/{room}/messages", body).JsonAsync();
        await author.Http.DeleteAsync($"/rooms/{room}/messages/{first.GetProperty("id")}");

        var second = await author.Http.PostAsJsonAsync($"/rooms/{room}/messages", body).JsonAsync();

        second.GetProperty("id").GetInt64().Should().Be(first.GetProperty("id").GetInt64());
        second.GetProperty("duplicate").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task AClientThatWasAwayGetsEditsAndDeletionsByItsCursor()
    {
        var (room, author, reader) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(reader);
        var sync = await client.JoinAsync(room);
        var (kept, gone) = (await PostAsync(author, room, "kept"), await PostAsync(author, room, "gone"));
        await client.SeesSeqAsync(gone);
        await client.DisposeAsync();
        await EditAsync(author, room, kept, "changed");
        (await author.Http.DeleteAsync($"/rooms/{room}/messages/{gone}")).EnsureSuccessStatusCode();

        await using var back = await server.ConnectAsync(reader);
        await back.JoinAsync(room, after: new { epoch = sync.GetProperty("epoch").GetString(), seq = gone });
        await back.SeesSeqAsync(gone + 2);

        back.Events.Select(entry => entry.GetProperty("type").GetString()).Should().Equal("message.edited", "message.deleted");
    }

    private static async Task<long> PostAsync(TestUser user, string room, string text)
        => (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text }).JsonAsync()).GetProperty("id").GetInt64();

    private static async Task<JsonElement> EditAsync(TestUser user, string room, long id, string text)
        => await (await user.Http.PatchAsJsonAsync($"/rooms/{room}/messages/{id}", new { text })).EnsureSuccessStatusCode().JsonAsync();

    private static async Task<long> HeadAsync(TestUser user, string room) => (await user.Http.GetJsonAsync($"/rooms/{room}")).GetProperty("head").GetInt64();

    private async Task<(string Room, TestUser Author, TestUser Reader)> NewRoomAsync()
    {
        var (author, reader) = (await server.NewUserAsync(), await server.NewUserAsync());
        return (await author.NewRoomAsync(), author, reader);
    }
}
