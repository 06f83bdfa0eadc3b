using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>Making rooms, reading and listing them over HTTP.</summary>
public sealed class RoomTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task ANewRoomIsItsCreatorsWithEveryFieldOfTheContract()
    {
        var owner = await server.NewUserAsync();

        using var answer = await owner.Http.PostAsJsonAsync("/rooms", new { room = "full_room-1", title = "  Full room ", topic = "All of it", visibility = "private" });
        var room = await Task.FromResult(answer).JsonAsync();

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        answer.Headers.Location!.ToString().Should().Be("/rooms/full_room-1");
        room.GetProperty("createdAt").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        JsonSerializer.Serialize(room.EnumerateObject().Where(field => field.Name != "createdAt").ToDictionary(field => field.Name, field => field.Value)).Should().Be(
            """{"room":"full_room-1","kind":"room","title":"Full room","topic":"All of it","visibility":"private","archived":false,"translation":"any","slowModeSeconds":0,"retentionDays":null,"head":2,"role":"owner","lastRead":2,"unread":0,"mentions":0}""");
        JsonElement.DeepEquals(await owner.Http.GetAsync("/rooms/full_room-1").JsonAsync(), room).Should().BeTrue("reading it answers the same");
    }

    [Fact]
    public async Task ARoomIsPublicAndNamedByItsSlugUnlessToldOtherwise()
    {
        var owner = await server.NewUserAsync();

        var room = await owner.Http.PostAsJsonAsync("/rooms", new { room = "plain" }).JsonAsync();

        room.GetProperty("title").GetString().Should().Be("plain");
        room.GetProperty("topic").GetString().Should().Be("");
        room.GetProperty("visibility").GetString().Should().Be("public");
    }

    [Fact]
    public async Task OfTwoWhoMakeTheSameRoomAtOnceOneGetsIt()
    {
        var (one, other) = (await server.NewUserAsync(), await server.NewUserAsync());

        var answers = await Task.WhenAll(new[] { one, other }.Select(user => user.Http.PostAsJsonAsync("/rooms", new { room = "contested" })));

        answers.Select(answer => answer.StatusCode).Should().BeEquivalentTo([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        await answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBeAsync(409, "room_taken");
        (await one.Http.GetAsync("/rooms/contested").JsonAsync()).GetProperty("head").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task AStrangerReadsAPublicRoomButHasNoPlaceInIt()
    {
        var room = await (await server.NewUserAsync()).NewRoomAsync();
        var stranger = await server.NewUserAsync();

        var seen = await stranger.Http.GetAsync($"/rooms/{room}").JsonAsync();

        seen.GetProperty("head").GetInt64().Should().Be(2);
        foreach (var field in new[] { "role", "lastRead", "unread", "mentions" })
            seen.TryGetProperty(field, out _).Should().BeFalse("'{0}' is for members", field);
    }

    [Fact]
    public async Task TheListHasThePublicRoomsAndTheCallersOwnPageByPage()
    {
        await using var alone = new ChatServer();
        var (owner, stranger) = (await alone.NewUserAsync(), await alone.NewUserAsync());
        foreach (var (room, visibility) in new[] { ("z-last", "public"), ("a-first", "public"), ("hidden", "private"), ("m_mid", "public"), ("m-mid", "public") })
            await owner.Http.PostAsJsonAsync("/rooms", new { room, visibility }).JsonAsync();

        var own = await Pages.ReadAsync(owner.Http, "/rooms", "limit=2", "cursor");
        var others = await Pages.ReadAsync(stranger.Http, "/rooms", "limit=1", "cursor");
        var whole = await Pages.ReadAsync(owner.Http, "/rooms", "limit=6", "cursor");

        own.Select(page => page.Count).Should().Equal(2, 2, 2);
        own.SelectMany(page => page).Select(Name).Should().Equal("a-first", "general", "hidden", "m-mid", "m_mid", "z-last");
        others.SelectMany(page => page).Select(Name).Should().Equal("a-first", "general", "m-mid", "m_mid", "z-last");
        whole.Should().ContainSingle("a page that holds the rest has no next");
        own.SelectMany(page => page).Single(room => Name(room) == "hidden").GetProperty("role").GetString().Should().Be("owner");
        others.SelectMany(page => page).Any(room => room.TryGetProperty("role", out _)).Should().BeFalse("a stranger has no role anywhere");
    }

    private static string Name(JsonElement room) => room.GetProperty("room").GetString()!;
}
