using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Search;

/// <summary>A message is found by its translation into the searcher's language, too.</summary>
public sealed class TranslatedSearchTests : IAsyncLifetime
{
    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });

    private TestUser _writer = null!;
    private TestUser _spanish = null!;
    private string _room = "";

    [Fact]
    public async Task WhoReadsItFindsItMarkedAsSuch()
    {
        await WriteAsync("good morning");

        // Pseudo writes the language before the text, so that only the translation has this word.
        var found = await SearchAsync(_spanish, "\"es good\"");

        var item = found.Should().ContainSingle().Which;
        item.GetProperty("language").GetString().Should().Be("es");
        item.GetProperty("snippet").GetString().Should().Be("[<mark>es] good</mark> morning");
        item.GetProperty("message").GetProperty("text").GetString().Should().Be("good morning");
        item.GetProperty("message").GetProperty("translation").GetProperty("text").GetString().Should().Be("[es] good morning");
    }

    [Fact]
    public async Task WhatIsFoundByItsOwnTextComesOnceAndUnmarked()
    {
        await WriteAsync("good morning");

        var item = (await SearchAsync(_spanish, "good")).Should().ContainSingle().Which;

        item.TryGetProperty("language", out _).Should().BeFalse();
        item.GetProperty("snippet").GetString().Should().Be("<mark>good</mark> morning");
    }

    [Fact]
    public async Task OthersDoNotFindIt()
    {
        await WriteAsync("good morning");

        (await SearchAsync(_writer, "\"es good\"")).Should().BeEmpty("the writer reads English");
        (await SearchAsync(await _server.NewUserAsync(language: "es"), "\"es good\"")).Should().BeEmpty("the room is private");
        (await SearchAsync(_spanish, "\"es good\"", $"&sender={_spanish.Username}")).Should().BeEmpty("somebody else wrote it");
        (await SearchAsync(_spanish, "\"es good\"", "&room=general")).Should().BeEmpty("it stands elsewhere");
    }

    [Theory]
    [InlineData("EditMessage")]
    [InlineData("DeleteMessage")]
    public async Task WhatIsGoneIsFoundNoMore(string change)
    {
        var id = await WriteAsync("good morning");
        await using var writing = await _server.ConnectAsync(_writer);

        await writing.InvokeAsync(change, new { room = _room, id, text = "bad evening" });

        (await SearchAsync(_spanish, "\"es good\"")).Should().BeEmpty();
        (await new DatabaseFile(_server.DataDirectory).ReadAsync("SELECT rowid FROM \"TranslationTerms\" WHERE \"TranslationTerms\" MATCH 'good'")).Should().BeEmpty();
    }

    [Fact]
    public async Task WhereTranslationIsOffOnlyTheOriginalIsFound()
    {
        await WriteAsync("good morning");
        await _writer.Http.PatchAsJsonAsync($"/rooms/{_room}", new { translation = "off" });

        (await SearchAsync(_spanish, "\"es good\"")).Should().BeEmpty();
        (await SearchAsync(_spanish, "good")).Should().ContainSingle();
    }

    public async Task InitializeAsync()
    {
        (_writer, _spanish) = (await _server.NewUserAsync(language: "en"), await _server.NewUserAsync(language: "es"));
        _room = await _writer.NewRoomAsync("private");
        await _writer.Http.PutAsJsonAsync($"/rooms/{_room}/members/{_spanish.Username}", new { });
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>Writes it, and has it translated.</summary>
    private async Task<long> WriteAsync(string text)
    {
        var id = (await _writer.Http.PostAsJsonAsync($"/rooms/{_room}/messages", new { text }).JsonAsync()).GetProperty("id").GetInt64();
        var read = await _spanish.Http.GetFromJsonAsync<JsonElement>($"/rooms/{_room}/messages/{id}");
        read.GetProperty("translation").GetProperty("state").GetString().Should().Be("ready");
        return id;
    }

    private static async Task<List<JsonElement>> SearchAsync(TestUser user, string query, string more = "")
        => (await user.Http.GetFromJsonAsync<JsonElement>($"/search?q={Uri.EscapeDataString(query)}{more}")).GetProperty("items").EnumerateArray().ToList();
}
