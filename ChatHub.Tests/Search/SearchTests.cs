using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Search;

/// <summary>Full-text search over HTTP.</summary>
public sealed class SearchTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData("quick", "The <mark>quick</mark> brown fox")]
    [InlineData("QUICK fox", "The <mark>quick</mark> brown <mark>fox</mark>")]
    [InlineData("\"quick brown\"", "The <mark>quick brown</mark> fox")]
    [InlineData("bro*", "The quick <mark>brown</mark> fox")]
    [InlineData("äpfel", "Grüne <mark>Apfel</mark> &lt;b&gt;")]
    [InlineData("日本", "私は<mark>日本</mark>語を話します")]
    [InlineData("語", "私は日本<mark>語</mark>を話します")]
    [InlineData("你好", "<mark>你好</mark>世界")]
    [InlineData("สวัส", "<mark>สวัส</mark>ดีครับ")]
    [InlineData("한국", "<mark>한국</mark>어를 배워요")]
    [InlineData("🎉", "party <mark>🎉</mark> time")]
    public async Task WordsPhrasesBeginningsAndScriptsWithoutSpacesAreFoundAndMarked(string q, string snippet)
    {
        var (room, user) = await NewRoomAsync();
        foreach (var text in new[] { "The quick brown fox", "Grüne Apfel <b>", "私は日本語を話します", "你好世界", "สวัสดีครับ", "한국어를 배워요", "party 🎉 time", "something else" })
            await PostAsync(user, room, text);

        var found = await SearchAsync(user, q, $"room={room}");

        found.Select(item => item.GetProperty("snippet").GetString()).Should().Equal(snippet);
        found[0].GetProperty("room").GetString().Should().Be(room);
        found[0].GetProperty("message").GetProperty("sender").GetString().Should().Be(user.Username);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("NEAR(")]
    [InlineData("a OR b")]
    [InlineData("fox AND NOT brown")]
    [InlineData("Terms:fox")]
    [InlineData("\"unclosed fox")]
    [InlineData("'; DROP TABLE Messages; --")]
    [InlineData("^fox + (bar)")]
    [InlineData("{a b} : c")]
    [InlineData("%00")]
    [InlineData("-fox")]
    public async Task OddInputIsTextNeverAnError(string q)
    {
        var (room, user) = await NewRoomAsync();
        var id = await PostAsync(user, room, $"odd {q} input");

        var found = await SearchAsync(user, q, $"room={room}");

        if (q.Any(char.IsLetter))
            found.Should().ContainSingle(item => item.GetProperty("message").GetProperty("id").GetInt64() == id, "each of its words stands in the text");
    }

    [Fact]
    public async Task OnlyRoomsThatTheCallerMayReadAreSearched()
    {
        var (owner, member, stranger) = (await server.NewUserAsync(), await server.NewUserAsync(), await server.NewUserAsync());
        var (open, hidden) = (await owner.NewRoomAsync(), await owner.NewRoomAsync("private"));
        await owner.Http.PutAsync($"/rooms/{hidden}/members/{member.Username}", content: null);
        await PostAsync(owner, open, "xylophonic in the open");
        await PostAsync(owner, hidden, "xylophonic in secret");

        (await SearchAsync(member, "xylophonic")).Should().HaveCount(2);
        (await SearchAsync(stranger, "xylophonic")).Select(item => item.GetProperty("room").GetString()).Should().Equal(open);
        await owner.Http.PutAsync($"/rooms/{open}/bans/{stranger.Username}", content: null);
        (await SearchAsync(stranger, "xylophonic")).Should().BeEmpty();
        await owner.Http.DeleteAsync($"/rooms/{hidden}/members/{member.Username}");
        (await SearchAsync(member, "xylophonic")).Should().HaveCount(1);
        await (await stranger.Http.GetAsync($"/search?q=x&room={hidden}")).ShouldBeAsync(404, "room_not_found");
    }

    [Fact]
    public async Task DeletedAndEditedAwayTextIsNotFound()
    {
        var (room, user) = await NewRoomAsync();
        var (edited, deleted) = (await PostAsync(user, room, "jabberwock"), await PostAsync(user, room, "jabberwock too"));

        await user.Http.PatchAsJsonAsync($"/rooms/{room}/messages/{edited}", new { text = "bandersnatch" });
        await user.Http.DeleteAsync($"/rooms/{room}/messages/{deleted}");

        (await SearchAsync(user, "jabberwock")).Should().BeEmpty();
        var found = await SearchAsync(user, "bandersnatch");
        found.Should().ContainSingle();
        found[0].GetProperty("message").GetProperty("revision").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task TheSendersMessagesAreFilteredAndPagesJoinWithoutAGap()
    {
        var (room, user) = await NewRoomAsync();
        var other = await server.NewUserAsync();
        await other.Http.PutAsync($"/rooms/{room}/members/{other.Username}", content: null);
        for (var number = 0; number < 7; number++)
            await PostAsync(number < 5 ? user : other, room, $"ptarmigan {number}");

        var pages = await Pages.ReadAsync(user.Http, "/search", $"q=ptarmigan&room={room}&sender={user.Username}&limit=2", "cursor");

        pages.Select(page => page.Count).Should().Equal(2, 2, 1);
        pages.SelectMany(page => page).Select(item => item.GetProperty("message").GetProperty("text").GetString())
            .Should().BeEquivalentTo(Enumerable.Range(0, 5).Select(number => $"ptarmigan {number}"));
    }

    [Fact]
    public async Task TheBetterHitComesFirst()
    {
        var (room, user) = await NewRoomAsync();
        await PostAsync(user, room, $"one okapi among {string.Join(' ', Enumerable.Range(0, 100).Select(number => $"word{number}"))}");
        await PostAsync(user, room, "okapi okapi");

        (await SearchAsync(user, "okapi"))[0].GetProperty("message").GetProperty("text").GetString().Should().Be("okapi okapi");
    }

    [Fact]
    public async Task ADatabaseFromBeforeTheIndexIsIndexedAtStart()
    {
        using var directory = new TemporaryDirectory();
        await using (var before = ChatServer.Start(new() { ["DataDirectory"] = directory.Path }))
        {
            var user = await before.NewUserAsync("ana");
            await PostAsync(user, await user.NewRoomAsync(), "an axolotl");
        }

        await new DatabaseFile(directory.Path).ExecuteAsync("""
            INSERT INTO MessageTerms(MessageTerms) VALUES ('delete-all'); UPDATE Installations SET SearchVersion = 0;
            """);
        await using var after = ChatServer.Start(new() { ["DataDirectory"] = directory.Path });

        var luis = await after.NewUserAsync("luis");
        (await SearchAsync(luis, "axolotl")).Should().ContainSingle();
    }

    private static async Task<IReadOnlyList<JsonElement>> SearchAsync(TestUser user, string q, string? more = null)
        => [.. (await user.Http.GetJsonAsync($"/search?q={Uri.EscapeDataString(q)}&{more}")).GetProperty("items").EnumerateArray()];

    private static async Task<long> PostAsync(TestUser user, string room, string text)
        => (await (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text })).EnsureSuccessStatusCode().JsonAsync()).GetProperty("id").GetInt64();

    private async Task<(string Room, TestUser User)> NewRoomAsync()
    {
        var user = await server.NewUserAsync();
        var room = await user.NewRoomAsync();
        return (room, user);
    }
}
