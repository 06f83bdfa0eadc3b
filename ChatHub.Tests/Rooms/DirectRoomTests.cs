using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>Direct conversations: one for each two people, private, theirs for good.</summary>
public sealed class DirectRoomTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task TheTwoHaveOneRoomWhoeverOpensIt()
    {
        var (ana, luis) = (await server.NewUserAsync(), await server.NewUserAsync());

        using var first = await OpenAsync(ana, luis.Username);
        using var second = await OpenAsync(luis, ana.Username.ToUpperInvariant());

        first.StatusCode.Should().Be(HttpStatusCode.Created);
        second.StatusCode.Should().Be(HttpStatusCode.OK);
        var (one, two) = (await first.JsonAsync(), await second.JsonAsync());
        first.Headers.Location!.ToString().Should().Be($"/rooms/{one.GetProperty("room").GetString()}");
        two.GetProperty("room").GetString().Should().Be(one.GetProperty("room").GetString()).And.StartWith("dm-");
        one.GetProperty("kind").GetString().Should().Be("direct");
        one.GetProperty("visibility").GetString().Should().Be("private");
        one.GetProperty("translation").GetString().Should().Be("off");
        one.GetProperty("role").GetString().Should().Be("member");
        one.GetProperty("with").GetString().Should().Be(luis.Username);
        two.GetProperty("with").GetString().Should().Be(ana.Username);
    }

    [Fact]
    public async Task OpenedByBothAtTheSameMomentManyTimesItIsStillOneRoom()
    {
        var (ana, luis) = (await server.NewUserAsync(), await server.NewUserAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => number % 2 == 0 ? OpenAsync(ana, luis.Username) : OpenAsync(luis, ana.Username)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).Should().Be(1);
        var names = new HashSet<string?>();
        foreach (var answer in answers)
            names.Add((await answer.JsonAsync()).GetProperty("room").GetString());
        names.Should().ContainSingle();
        (await TypesAsync(ana, names.Single()!)).Should().Equal("room.created", "member.joined", "member.joined");
    }

    [Fact]
    public async Task ItIsInTheListOfBothAndOfNobodyElse()
    {
        var (ana, luis, eve) = (await server.NewUserAsync(), await server.NewUserAsync(), await server.NewUserAsync());
        var room = (await (await OpenAsync(ana, luis.Username)).JsonAsync()).GetProperty("room").GetString()!;

        (await ListAsync(luis)).Single(item => item.GetProperty("room").GetString() == room).GetProperty("with").GetString().Should().Be(ana.Username);
        (await ListAsync(eve)).Should().NotContain(item => item.GetProperty("room").GetString() == room);
        await (await eve.Http.GetAsync($"/rooms/{room}")).ShouldBeAsync(404, "room_not_found");
    }

    [Fact]
    public async Task EitherMayChangeWhoTranslatesAndNothingElse()
    {
        var (ana, luis) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = (await (await OpenAsync(ana, luis.Username)).JsonAsync()).GetProperty("room").GetString()!;

        var changed = await (await luis.Http.PatchAsJsonAsync($"/rooms/{room}", new { translation = "any" })).EnsureSuccessStatusCode().JsonAsync();
        changed.GetProperty("translation").GetString().Should().Be("any");
        changed.GetProperty("with").GetString().Should().Be(ana.Username);
        await (await ana.Http.PatchAsJsonAsync($"/rooms/{room}", new { translation = "off", title = "x" })).ShouldBeAsync(403, "forbidden");
        await (await ana.Http.DeleteAsync($"/rooms/{room}")).ShouldBeAsync(403, "forbidden");
        await (await ana.Http.DeleteAsync($"/rooms/{room}/members/{ana.Username}")).ShouldBeAsync(403, "forbidden");
    }

    private static Task<HttpResponseMessage> OpenAsync(TestUser user, string username) => user.Http.PostAsJsonAsync("/rooms/direct", new { username });

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(TestUser user)
        => [.. (await Pages.ReadAsync(user.Http, "/rooms", "limit=200", "cursor")).SelectMany(page => page)];

    private static async Task<IEnumerable<string?>> TypesAsync(TestUser user, string room)
        => (await user.Http.GetJsonAsync($"/rooms/{room}/events")).GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("type").GetString());
}
