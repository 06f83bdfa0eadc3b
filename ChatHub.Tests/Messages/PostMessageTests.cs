using System.Net;
using System.Net.Http.Json;
using System.Text;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Messages;

/// <summary>Posting messages: once, whatever is repeated and by which door.</summary>
public sealed class PostMessageTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task ARepeatGetsTheFirstReceiptAgainAndAnotherTextIsAConflict()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();

        using var first = await PostAsync(owner, room, "hello", "key");
        using var repeat = await PostAsync(owner, room, "  hello ", "key");
        using var other = await PostAsync(owner, room, "Hello", "key");

        first.StatusCode.Should().Be(HttpStatusCode.Created);
        first.Headers.Location!.ToString().Should().Be($"/rooms/{room}/messages/3");
        repeat.StatusCode.Should().Be(HttpStatusCode.OK);
        var receipt = await first.Content.ReadAsStringAsync();
        receipt.Should().Contain("\"duplicate\":false").And.Contain($"\"room\":\"{room}\",\"id\":3");
        (await repeat.Content.ReadAsStringAsync()).Should().Be(receipt.Replace("false", "true", StringComparison.Ordinal));
        await other.ShouldBeAsync(409, "conflict");
        (await HeadAsync(owner, room)).Should().Be(3);
    }

    [Fact]
    public async Task AKeyIsItsSendersOwnAndItsRoomsOwn()
    {
        var (owner, guest) = (await server.NewUserAsync(), await server.NewUserAsync());
        var (room, elsewhere) = (await owner.NewRoomAsync(), await owner.NewRoomAsync());
        (await guest.Http.PutAsync($"/rooms/{room}/members/{guest.Username}", content: null)).EnsureSuccessStatusCode();

        var answers = new[] { await PostAsync(owner, room, "mine", "key"), await PostAsync(guest, room, "yours", "key"), await PostAsync(owner, elsewhere, "there", "key") };

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.Created);
        (await HeadAsync(owner, room)).Should().Be(5);
    }

    [Fact]
    public async Task WithoutAKeyTheSameTextTwiceIsTwoMessages()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();

        (await PostAsync(owner, room, "hello", key: null)).StatusCode.Should().Be(HttpStatusCode.Created);
        (await PostAsync(owner, room, "hello", key: null)).StatusCode.Should().Be(HttpStatusCode.Created);

        (await HeadAsync(owner, room)).Should().Be(4);
    }

    [Fact]
    public async Task SimultaneousSendsUnderOneKeyGiveOneMessage()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        await using var json = await server.ConnectAsync(owner);
        await using var packed = await server.ConnectAsync(owner, WireProtocol.MessagePack);

        var sends = new[]
        {
            json.SendAsync(room, "hello", "key"), packed.SendAsync(room, "hello", "key"), json.SendAsync(room, "hello", "key"),
            PostAsync(owner, room, "hello", "key").JsonAsync(), PostAsync(owner, room, "hello", "key").JsonAsync(),
        };
        var receipts = await Task.WhenAll(sends);

        receipts.Select(receipt => receipt.GetProperty("id").GetInt64()).Should().OnlyContain(id => id == 3);
        receipts.Count(receipt => !receipt.GetProperty("duplicate").GetBoolean()).Should().Be(1, "one of them was first");
        (await HeadAsync(owner, room)).Should().Be(3);
    }

    [Fact]
    public async Task OfTwoTextsSentAtOnceUnderOneKeyOneIsPostedAndOneIsAConflict()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();

        var answers = await Task.WhenAll(PostAsync(owner, room, "this", "key"), PostAsync(owner, room, "that", "key"));

        answers.Select(answer => answer.StatusCode).Should().BeEquivalentTo([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        (await HeadAsync(owner, room)).Should().Be(3);
    }

    [Fact]
    public async Task ARepeatAfterLeavingStillGetsItsReceiptButANewMessageIsForbidden()
    {
        var (owner, guest) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        (await guest.Http.PutAsync($"/rooms/{room}/members/{guest.Username}", content: null)).EnsureSuccessStatusCode();
        await PostAsync(guest, room, "hello", "key").JsonAsync();
        (await guest.Http.DeleteAsync($"/rooms/{room}/members/{guest.Username}")).EnsureSuccessStatusCode();

        (await PostAsync(guest, room, "hello", "key")).StatusCode.Should().Be(HttpStatusCode.OK);
        await (await PostAsync(guest, room, "hello again", "other")).ShouldBeAsync(403, "forbidden");
    }

    [Fact]
    public async Task TheLongestMessageFitsEvenWithEveryCharacterEscaped()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        var escaped = string.Concat(Enumerable.Repeat(@"\ud83d\ude00", 4000));
        await using var hub = await RawHub.ConnectAsync(server, owner, WireProtocol.Json);

        using var body = new StringContent($$"""{"text":"{{escaped}}"}""", Encoding.UTF8, "application/json");
        (await owner.Http.PostAsync($"/rooms/{room}/messages", body)).StatusCode.Should().Be(HttpStatusCode.Created);
        await hub.SendAsync(Encoding.ASCII.GetBytes($$"""{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{"room":"{{room}}","text":"{{escaped}}"}]}""" + "\x1e"));
        (await hub.ReadAnswerAsync())!.Error.Should().BeNull();

        var history = (await owner.Http.GetAsync($"/rooms/{room}/messages").JsonAsync()).GetProperty("items").EnumerateArray();
        history.Select(message => message.GetProperty("text").GetString()).Should().Equal(Enumerable.Repeat(string.Concat(Enumerable.Repeat("😀", 4000)), 2));
    }

    private static Task<HttpResponseMessage> PostAsync(TestUser user, string room, string text, string? key)
        => user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text, clientMessageId = key });

    private static async Task<long> HeadAsync(TestUser user, string room) => (await user.Http.GetAsync($"/rooms/{room}").JsonAsync()).GetProperty("head").GetInt64();
}
