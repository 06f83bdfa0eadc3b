using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation.Glossaries;

/// <summary>A room's glossary over the wire.</summary>
public sealed class GlossaryTests : IAsyncLifetime
{
    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });

    [Fact]
    public async Task WhatModeratorsPutIsGivenBackToldAndAppliedFromThenOn()
    {
        var (ana, luis) = (await _server.NewUserAsync(language: "en"), await _server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await _server.ConnectAsync(ana);
        await using var reading = await _server.ConnectAsync(luis);
        await writing.JoinAsync(room);
        await reading.JoinAsync(room);

        var put = await ana.Http.PutAsJsonAsync($"/rooms/{room}/glossary", new { items = new object[] { new { term = " sprint ", translations = new { ES = "carrera" } }, new { term = "ChatHub" } } }).JsonAsync();
        var again = await ana.Http.PutAsJsonAsync($"/rooms/{room}/glossary", new { items = new object[] { new { term = "sprint", translations = new { es = "carrera" } }, new { term = "ChatHub" } } }).JsonAsync();
        await writing.SendAsync(room, "the sprint of ChatHub");

        await Eventually.TrueAsync(() => reading.CallsOf("Translations").Count > 0, "the translation came");
        Texts(reading).Should().Equal("[es] the carrera of ChatHub");
        put.GetRawText().Should().Be("""{"items":[{"term":"sprint","translations":{"es":"carrera"}},{"term":"ChatHub"}]}""");
        again.GetRawText().Should().Be(put.GetRawText());
        (await luis.Http.GetFromJsonAsync<JsonElement>($"/rooms/{room}/glossary")).GetRawText().Should().Be(put.GetRawText());
        var told = reading.CallsOf("RoomEvents").SelectMany(call => call.GetProperty("events").EnumerateArray()).Where(entry => entry.GetProperty("type").GetString() == "room.updated").ToList();
        told.Should().ContainSingle("the same glossary again is no change").Which.GetProperty("details").GetRawText().Should().Be("""{"glossary":true}""");
    }

    [Fact]
    public async Task AnEmptyListTakesItAway()
    {
        var (ana, luis) = (await _server.NewUserAsync(language: "en"), await _server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await _server.ConnectAsync(ana);
        await using var reading = await _server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        await ana.Http.PutAsJsonAsync($"/rooms/{room}/glossary", new { items = new[] { new { term = "sprint" } } });
        await writing.SendAsync(room, "sprint");
        await Eventually.TrueAsync(() => States(reading).Count == 1, "the first came");
        await ana.Http.PutAsJsonAsync($"/rooms/{room}/glossary", new { items = Array.Empty<object>() });

        await writing.SendAsync(room, "sprint");

        await Eventually.TrueAsync(() => States(reading).Count == 2, "both came");
        States(reading).Should().Equal("skipped", "ready");
        (await luis.Http.GetFromJsonAsync<JsonElement>($"/rooms/{room}/glossary")).GetProperty("items").GetArrayLength().Should().Be(0);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private static List<string?> Texts(HubClient client) => Items(client).Select(item => item.GetProperty("text").GetString()).ToList();

    private static List<string?> States(HubClient client) => Items(client).Select(item => item.GetProperty("state").GetString()).ToList();

    private static IEnumerable<JsonElement> Items(HubClient client) => client.CallsOf("Translations").SelectMany(call => call.GetProperty("items").EnumerateArray());
}
