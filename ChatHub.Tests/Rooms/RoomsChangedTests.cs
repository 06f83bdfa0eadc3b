using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>Hints about rooms of one's own that a connection does not follow.</summary>
public sealed class RoomsChangedTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AnInvitationADirectRoomUnreadCountsAndARemovalAreToldAsTheListSaysThem(WireProtocol protocol)
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync("private");
        await using var client = await server.ConnectAsync(member, protocol);

        (await owner.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        await HearsAsync(client, room, item => item.GetProperty("unread").GetInt64() == 0);
        await PostAsync(owner, room, $"hello @{member.Username}");
        var told = await HearsAsync(client, room, item => item.GetProperty("unread").GetInt64() == 1);
        told.GetProperty("mentions").GetInt64().Should().Be(1);
        told.GetRawText().Should().Be((await member.Http.GetJsonAsync($"/rooms/{room}")).GetRawText());

        var direct = (await owner.Http.PostAsJsonAsync("/rooms/direct", new { username = member.Username }).JsonAsync()).GetProperty("room").GetString()!;
        (await HearsAsync(client, direct, _ => true)).GetProperty("with").GetString().Should().Be(owner.Username);

        (await owner.Http.DeleteAsync($"/rooms/{room}/members/{member.Username}")).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(
            () => client.CallsOf("RoomsChanged").Any(call => call.GetProperty("removed").EnumerateArray().Any(name => name.GetString() == room)), "the removal was told");
    }

    [Fact]
    public async Task AFollowedRoomIsNotHintedAtAndAnotherDevicesReadingIs()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await using var following = await server.ConnectAsync(member);
        await following.JoinAsync(room);
        await using var idle = await server.ConnectAsync(member);
        var id = await PostAsync(owner, room, "one");
        await HearsAsync(idle, room, item => item.GetProperty("unread").GetInt64() == 1);

        await following.InvokeAsync("MarkRead", new { room, seq = id });

        await HearsAsync(idle, room, item => item.GetProperty("unread").GetInt64() == 0);
        following.CallsOf("RoomsChanged").SelectMany(call => call.GetProperty("items").EnumerateArray())
            .Should().NotContain(item => item.GetProperty("room").GetString() == room);
    }

    [Fact]
    public async Task ABanOfSomeoneWhoWasNeverThereTellsThemNothing()
    {
        var (owner, stranger) = (await server.NewUserAsync(), await server.NewUserAsync());
        var hidden = await owner.NewRoomAsync("private");
        await using var client = await server.ConnectAsync(stranger);

        (await owner.Http.PutAsync($"/rooms/{hidden}/bans/{stranger.Username}", content: null)).EnsureSuccessStatusCode();
        // The next hint comes after what would have been the first.
        var direct = (await owner.Http.PostAsJsonAsync("/rooms/direct", new { username = stranger.Username }).JsonAsync()).GetProperty("room").GetString()!;
        await HearsAsync(client, direct, _ => true);
        await PostAsync(owner, direct, "hello");
        await HearsAsync(client, direct, item => item.GetProperty("unread").GetInt64() == 1);

        client.Calls.Should().NotContain(call => call.Argument.GetRawText().Contains(hidden, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARemovalIsToldThoughMoreHappensToTheUserMeanwhile()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync("private");
        (await owner.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        await using var client = await server.ConnectAsync(member);

        await owner.Http.PutAsync($"/rooms/{room}/bans/{member.Username}", content: null);
        await owner.Http.DeleteAsync($"/rooms/{room}/bans/{member.Username}");

        await Eventually.TrueAsync(
            () => client.CallsOf("RoomsChanged").Any(call => call.GetProperty("removed").EnumerateArray().Any(name => name.GetString() == room)), "the removal was told");
    }

    [Fact]
    public async Task ABusyRoomIsHintedAtWithTheLastWordAndNotForEachMessage()
    {
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        (await member.Http.PutAsync($"/rooms/{room}/members/{member.Username}", content: null)).EnsureSuccessStatusCode();
        await using var client = await server.ConnectAsync(member);
        await using var sending = await server.ConnectAsync(owner);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => sending.SendAsync(room, $"{number}")));

        await HearsAsync(client, room, item => item.GetProperty("unread").GetInt64() == 200);
        client.CallsOf("RoomsChanged").Should().HaveCountLessThan(100);
    }

    private static async Task<JsonElement> HearsAsync(HubClient client, string room, Func<JsonElement, bool> isRight)
    {
        JsonElement? heard = null;
        await Eventually.TrueAsync(
            () =>
            {
                var items = client.CallsOf("RoomsChanged").SelectMany(call => call.GetProperty("items").EnumerateArray());
                heard = items.Where(item => item.GetProperty("room").GetString() == room && isRight(item)).Select(item => (JsonElement?)item).LastOrDefault();
                return heard is not null;
            },
            $"a hint about {room} came");
        return heard!.Value;
    }

    private static async Task<long> PostAsync(TestUser user, string room, string text)
        => (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text }).JsonAsync()).GetProperty("id").GetInt64();
}
