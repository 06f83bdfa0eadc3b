using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Reactions;

/// <summary>Reactions: one per user and emoji, over both interfaces.</summary>
public sealed class ReactionTests(ChatServer server) : IClassFixture<ChatServer>
{
    public static TheoryData<string> Sequences => ["👍", "👍🏽", "❤️", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇪🇸", "#️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🫠"];

    [Theory]
    [MemberData(nameof(Sequences))]
    public async Task AnyEmojiSequenceIsOneReactionAndComesBackAsItWasSent(string emoji)
    {
        var (room, owner, _) = await NewRoomAsync();
        var id = await PostAsync(owner, room);

        using var added = await owner.Http.PutAsync($"/rooms/{room}/messages/{id}/reactions/{Uri.EscapeDataString(emoji)}", content: null);

        added.EnsureSuccessStatusCode();
        (await added.JsonAsync()).Keys().Should().BeEquivalentTo("room", "seq", "at");
        var reaction = (await ReactionsAsync(owner, room, id)).Single();
        reaction.GetProperty("emoji").GetString().Should().Be(emoji);
        reaction.GetProperty("users").EnumerateArray().Single().GetString().Should().Be(owner.Username);
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task ReactingTwiceIsOneEventAndTheSameAnswer(WireProtocol protocol)
    {
        var (room, owner, other) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(other, protocol);
        await client.JoinAsync(room);
        var id = await PostAsync(owner, room);

        var first = await client.InvokeAsync("AddReaction", new { room, id, emoji = "🎉" });
        var second = await client.InvokeAsync("AddReaction", new { room, id, emoji = "🎉" });
        await client.InvokeAsync("AddReaction", new { room, id, emoji = "👀" });

        second.GetRawText().Should().Be(first.GetRawText());
        var seq = first.GetProperty("seq").GetInt64();
        await client.SeesSeqAsync(seq + 1);
        var entry = client.Events.Single(item => item.GetProperty("seq").GetInt64() == seq);
        entry.GetProperty("type").GetString().Should().Be("reaction.added");
        entry.GetProperty("actor").GetString().Should().Be(other.Username);
        entry.GetProperty("reaction").Keys().Should().BeEquivalentTo("id", "emoji");
        entry.GetProperty("reaction").GetProperty("id").GetInt64().Should().Be(id);
        entry.TryGetProperty("message", out _).Should().BeFalse();
    }

    [Fact]
    public async Task AReactionIsTakenAwayByItsOwnerOnlyAndTheFirstComesFirst()
    {
        var (room, owner, other) = await NewRoomAsync();
        await using var one = await server.ConnectAsync(owner);
        await using var two = await server.ConnectAsync(other);
        await two.JoinAsync(room);
        var id = await PostAsync(owner, room);
        await two.InvokeAsync("AddReaction", new { room, id, emoji = "👍" });
        await one.InvokeAsync("AddReaction", new { room, id, emoji = "❤️" });
        await one.InvokeAsync("AddReaction", new { room, id, emoji = "👍" });

        (await ReactionsAsync(owner, room, id)).Select(Describe).Should().Equal($"👍 {other.Username},{owner.Username}", $"❤️ {owner.Username}");
        var removed = await two.InvokeAsync("RemoveReaction", new { room, id, emoji = "👍" });
        var again = await two.InvokeAsync("RemoveReaction", new { room, id, emoji = "👍" });

        again.GetProperty("seq").GetInt64().Should().Be(removed.GetProperty("seq").GetInt64(), "there was nothing to take away, so the head is named");
        (await ReactionsAsync(owner, room, id)).Select(Describe).Should().Equal($"❤️ {owner.Username}", $"👍 {owner.Username}");
    }

    [Fact]
    public async Task AnEditKeepsTheReactions()
    {
        var (room, owner, _) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(owner);
        await client.JoinAsync(room);
        var id = await PostAsync(owner, room);
        await client.InvokeAsync("AddReaction", new { room, id, emoji = "👍" });

        var change = await client.InvokeAsync("EditMessage", new { room, id, text = "changed" });

        await client.SeesSeqAsync(change.GetProperty("seq").GetInt64());
        client.Events.Last().GetProperty("message").GetProperty("reactions").GetArrayLength().Should().Be(1);
    }

    private static string Describe(JsonElement reaction)
        => $"{reaction.GetProperty("emoji").GetString()} {string.Join(',', reaction.GetProperty("users").EnumerateArray().Select(user => user.GetString()))}";

    private static async Task<IReadOnlyList<JsonElement>> ReactionsAsync(TestUser user, string room, long id)
        => [.. (await user.Http.GetJsonAsync($"/rooms/{room}/messages/{id}")).GetProperty("reactions").EnumerateArray()];

    private static async Task<long> PostAsync(TestUser user, string room)
        => (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "hello" }).JsonAsync()).GetProperty("id").GetInt64();

    private async Task<(string Room, TestUser Owner, TestUser Other)> NewRoomAsync()
    {
        var owner = await server.NewUserAsync();
        return (await owner.NewRoomAsync(), owner, await server.NewUserAsync());
    }
}
