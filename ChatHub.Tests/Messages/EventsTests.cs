using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Messages;

/// <summary>Reading a room's log over HTTP.</summary>
public sealed class EventsTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task TheLogComesFromTheStartWithEveryKindOfEvent()
    {
        var (owner, room) = await NewRoomWithHeadFiveAsync();

        var log = await ReadAsync(owner, room, "");

        log.GetProperty("room").GetString().Should().Be(room);
        log.GetProperty("head").GetInt64().Should().Be(5);
        log.GetProperty("from").GetInt64().Should().Be(1);
        log.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        log.GetProperty("epoch").GetString().Should().NotBeNullOrEmpty();
        var events = log.GetProperty("events").EnumerateArray().ToList();
        events.Select(entry => entry.GetProperty("seq").GetInt64()).Should().Equal(1, 2, 3, 4, 5);
        events.Select(entry => entry.GetProperty("type").GetString()).Should().Equal("room.created", "member.joined", "message.posted", "message.posted", "message.posted");
        events[0].GetProperty("details").GetProperty("visibility").GetString().Should().Be("public");
        events[1].GetProperty("member").GetRawText().Should().Be($$"""{"username":"{{owner.Username}}","role":"owner"}""");
        events[2].GetProperty("message").GetProperty("id").GetInt64().Should().Be(3);
        events.Should().OnlyContain(entry => entry.GetProperty("actor").GetString() == owner.Username);
    }

    [Theory]
    [InlineData("after=0&limit=2", 1, 1, 2)]
    [InlineData("after=2&limit=2", 3, 3, 4)]
    [InlineData("after=4&limit=1000", 5, 5)]
    [InlineData("after=5", 6)]
    [InlineData("limit=1", 1, 1)]
    public async Task AStretchStartsAfterWhatWasAsked(string query, long from, params int[] seqs)
    {
        var (owner, room) = await NewRoomWithHeadFiveAsync();

        var log = await ReadAsync(owner, room, query);

        log.GetProperty("from").GetInt64().Should().Be(from);
        log.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        Seqs(log).Should().Equal(seqs.Select(seq => (long)seq));
    }

    [Fact]
    public async Task TheEpochIsComparedOnlyWhenGiven()
    {
        var (owner, room) = await NewRoomWithHeadFiveAsync();
        var epoch = (await ReadAsync(owner, room, "")).GetProperty("epoch").GetString();

        var same = await ReadAsync(owner, room, $"epoch={epoch}&after=3");
        var other = await ReadAsync(owner, room, "epoch=another&after=3");

        Seqs(same).Should().Equal(4, 5);
        same.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        other.GetProperty("reset").GetProperty("reason").GetString().Should().Be("epoch_changed");
        other.GetProperty("from").GetInt64().Should().Be(1);
        Seqs(other).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task ACursorAheadOfTheLogIsAReset()
    {
        var (owner, room) = await NewRoomWithHeadFiveAsync();

        var log = await ReadAsync(owner, room, "after=6&limit=2");

        log.GetProperty("reset").GetProperty("reason").GetString().Should().Be("cursor_ahead");
        log.GetProperty("from").GetInt64().Should().Be(1);
        Seqs(log).Should().Equal(1, 2);
    }

    [Fact]
    public async Task TheEventsAreThoseThatTheHubGives()
    {
        var (owner, room) = await NewRoomWithHeadFiveAsync();
        await using var client = await server.ConnectAsync(owner);
        await client.JoinAsync(room);
        await client.SeesSeqAsync(5);

        var log = await ReadAsync(owner, room, "");

        log.GetProperty("events").EnumerateArray().Select(entry => entry.GetRawText()).Should().Equal(client.Events.Select(entry => entry.GetRawText()));
        log.GetProperty("epoch").GetString().Should().Be(client.CallsOf("RoomEvents")[0].GetProperty("epoch").GetString());
    }

    private static Task<JsonElement> ReadAsync(TestUser user, string room, string query) => user.Http.GetAsync($"/rooms/{room}/events?{query}").JsonAsync();

    private static IEnumerable<long> Seqs(JsonElement log) => log.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("seq").GetInt64());

    private async Task<(TestUser Owner, string Room)> NewRoomWithHeadFiveAsync()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        for (var number = 0; number < 3; number++)
            await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = $"{number}" }).JsonAsync();
        return (owner, room);
    }
}
