using System.Net;
using System.Net.Http.Json;
using ChatHub.Domain.Reactions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Reactions;

/// <summary>What one message can bear: 50 different emoji, 1,000 reactions.</summary>
public sealed class ReactionLimitTests(ChatServer server) : IClassFixture<ChatServer>
{
    private const int FirstFace = 0x1F600;

    [Fact]
    public async Task TheFiftyFirstDifferentEmojiIsRefusedAndAKnownOneIsNot()
    {
        var (owner, room, id) = await NewMessageAsync();
        var member = await NewMemberAsync(room);
        await ReactAsync(owner, room, id, AddReaction.MaxEmoji);

        await (await PutAsync(member, room, id, AddReaction.MaxEmoji)).ShouldBeAsync(409, "conflict");

        (await PutAsync(member, room, id, 0)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await PutAsync(owner, room, id, 0)).StatusCode.Should().Be(HttpStatusCode.OK, "a retry needs no room");
        (await CountAsync(owner, room, id)).Should().Be((AddReaction.MaxEmoji, AddReaction.MaxEmoji + 1));
    }

    [Fact]
    public async Task WhereAnEmojiGoesThereIsRoomForAnother()
    {
        var (owner, room, id) = await NewMessageAsync();
        await ReactAsync(owner, room, id, AddReaction.MaxEmoji);

        (await owner.Http.DeleteAsync(PathOf(room, id, 7))).StatusCode.Should().Be(HttpStatusCode.OK);

        (await PutAsync(owner, room, id, AddReaction.MaxEmoji)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AfterAThousandReactionsThereIsNoMoreWhateverTheEmoji()
    {
        var (owner, room, id) = await NewMessageAsync();
        await ReactAsync(owner, room, id, AddReaction.MaxEmoji);
        var members = await Task.WhenAll(Enumerable.Range(0, (AddReaction.MaxReactions / AddReaction.MaxEmoji) - 1).Select(_ => NewMemberAsync(room)));
        foreach (var member in members)
            await ReactAsync(member, room, id, AddReaction.MaxEmoji);
        var head = await HeadAsync(owner, room);

        await (await PutAsync(await NewMemberAsync(room), room, id, 0)).ShouldBeAsync(409, "conflict");

        (await HeadAsync(owner, room)).Should().Be(head + 1, "only the last one's joining was written");
        (await CountAsync(owner, room, id)).Should().Be((AddReaction.MaxEmoji, AddReaction.MaxReactions));
    }

    private static async Task ReactAsync(TestUser user, string room, long id, int emoji)
    {
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, emoji).Select(number => PutAsync(user, room, id, number))))
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> PutAsync(TestUser user, string room, long id, int emoji) => user.Http.PutAsync(PathOf(room, id, emoji), content: null);

    private static string PathOf(string room, long id, int emoji) => $"/rooms/{room}/messages/{id}/reactions/{Uri.EscapeDataString(char.ConvertFromUtf32(FirstFace + emoji))}";

    private static async Task<(int Emoji, int Users)> CountAsync(TestUser user, string room, long id)
    {
        var groups = (await user.Http.GetJsonAsync($"/rooms/{room}/messages/{id}")).GetProperty("reactions").EnumerateArray().ToList();
        return (groups.Count, groups.Sum(group => group.GetProperty("users").GetArrayLength()));
    }

    private static async Task<long> HeadAsync(TestUser user, string room) => (await user.Http.GetJsonAsync($"/rooms/{room}")).GetProperty("head").GetInt64();

    private async Task<TestUser> NewMemberAsync(string room)
    {
        var member = await server.NewUserAsync();
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        return member;
    }

    private async Task<(TestUser Owner, string Room, long Id)> NewMessageAsync()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        return (owner, room, (await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "x" }).JsonAsync()).GetProperty("id").GetInt64());
    }
}
