using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Messages;

/// <summary>Reading a room's messages over HTTP.</summary>
public sealed class HistoryTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task PagesBackwardAreCompleteWithoutOverlapAndOldestFirst(int limit)
    {
        var (owner, room, ids) = await NewConversationAsync();

        var pages = await Pages.ReadAsync(owner.Http, $"/rooms/{room}/messages", $"limit={limit}", "before");

        pages.Reverse().SelectMany(page => page).Select(Id).Should().Equal(ids);
        pages.Should().HaveCount((ids.Count + limit - 1) / limit, "the last page has no next");
        pages.SkipLast(1).Select(page => page.Count).Should().Equal(Enumerable.Repeat(limit, pages.Count - 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task PagesForwardAreCompleteWithoutOverlap(int limit)
    {
        var (owner, room, ids) = await NewConversationAsync();
        var pages = new List<IReadOnlyList<JsonElement>>();

        for (string? after = "0"; after is not null;)
        {
            var page = await owner.Http.GetAsync($"/rooms/{room}/messages?after={after}&limit={limit}").JsonAsync();
            pages.Add([.. page.GetProperty("items").EnumerateArray()]);
            after = page.TryGetProperty("next", out var next) ? next.GetRawText() : null;
        }

        pages.SelectMany(page => page).Select(Id).Should().Equal(ids);
        pages.Should().HaveCount((ids.Count + limit - 1) / limit, "the last page has no next");
    }

    [Fact]
    public async Task TheBoundsAreExcluded()
    {
        var (owner, room, ids) = await NewConversationAsync();

        (await IdsAsync(owner, $"/rooms/{room}/messages?before={ids[3]}")).Should().Equal(ids.Take(3));
        (await IdsAsync(owner, $"/rooms/{room}/messages?after={ids[3]}")).Should().Equal(ids.Skip(4));
        (await IdsAsync(owner, $"/rooms/{room}/messages?after={ids[^1]}")).Should().BeEmpty();
        (await IdsAsync(owner, $"/rooms/{room}/messages?before={long.MaxValue}&limit=2")).Should().Equal(ids.TakeLast(2));
    }

    [Fact]
    public async Task TheLatestFiftyComeUnlessToldOtherwise()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        for (var number = 0; number < 51; number++)
            await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = $"{number}" }).JsonAsync();

        var page = await owner.Http.GetAsync($"/rooms/{room}/messages").JsonAsync();

        page.GetProperty("items").EnumerateArray().Select(message => message.GetProperty("text").GetString()).Should().Equal(Enumerable.Range(1, 50).Select(number => $"{number}"));
        page.GetProperty("next").GetInt64().Should().Be(Id(page.GetProperty("items")[0]));
    }

    [Fact]
    public async Task OneMessageReadsAsInTheHistoryWithAllItsFields()
    {
        var owner = await server.NewUserAsync(language: "es");
        var room = await owner.NewRoomAsync();
        var first = await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = " <b>hola</b> & \"adiós\"\n\t😀 " }).JsonAsync();
        var second = await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "answer", replyTo = Id(first), clientMessageId = "key 1", language = "pt-br" }).JsonAsync();

        var one = await owner.Http.GetAsync($"/rooms/{room}/messages/{Id(first)}").JsonAsync();
        var other = await owner.Http.GetAsync($"/rooms/{room}/messages/{Id(second)}").JsonAsync();

        one.GetProperty("text").GetString().Should().Be("<b>hola</b> & \"adiós\"\n\t😀", "it is stored exactly, but for the white space around it");
        one.GetProperty("language").GetString().Should().Be("es", "the sender's own language");
        other.GetProperty("at").GetString().Should().Be(second.GetProperty("at").GetString());
        JsonSerializer.Serialize(other.EnumerateObject().Where(field => field.Name != "at").ToDictionary(field => field.Name, field => field.Value)).Should().Be(
            $$"""{"id":4,"sender":"{{owner.Username}}","text":"answer","language":"pt-BR","revision":1,"replyTo":3,"clientMessageId":"key 1"}""");
        var listed = (await owner.Http.GetAsync($"/rooms/{room}/messages").JsonAsync()).GetProperty("items");
        listed[0].GetRawText().Should().Be(one.GetRawText());
        listed[1].GetRawText().Should().Be(other.GetRawText());
    }

    [Fact]
    public async Task AStrangerReadsAPublicRoomsHistory()
    {
        var (_, room, ids) = await NewConversationAsync();
        var stranger = await server.NewUserAsync();

        (await IdsAsync(stranger, $"/rooms/{room}/messages")).Should().Equal(ids);
    }

    private static long Id(JsonElement message) => message.GetProperty("id").GetInt64();

    private static async Task<IReadOnlyList<long>> IdsAsync(TestUser user, string path)
        => (await user.Http.GetAsync(path).JsonAsync()).GetProperty("items").EnumerateArray().Select(Id).ToList();

    /// <summary>Seven messages, with other events between them: ids are no dense numbers.</summary>
    private async Task<(TestUser Owner, string Room, IReadOnlyList<long> Ids)> NewConversationAsync()
    {
        var owner = await server.NewUserAsync();
        var guest = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        var ids = new List<long>();
        for (var number = 0; number < 7; number++)
        {
            ids.Add(Id(await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = $"{number}" }).JsonAsync()));
            var place = $"/rooms/{room}/members/{guest.Username}";
            (number % 2 == 0 ? await guest.Http.PutAsync(place, content: null) : await guest.Http.DeleteAsync(place)).EnsureSuccessStatusCode();
        }

        return (owner, room, ids);
    }
}
