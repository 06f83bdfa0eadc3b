using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>Who shares what was translated before: public rooms do, and no other.</summary>
public sealed class TranslationMemoryTests : IAsyncLifetime
{
    private readonly ScriptedTranslator _translator = new();
    private readonly ChatServer _server;
    private TestUser _ana = null!;
    private TestUser _luis = null!;

    public TranslationMemoryTests() => _server = _translator.StartServer();

    [Fact]
    public async Task TheSameTextInTwoPublicRoomsIsSentOnce()
    {
        await SaysAndReadsAsync(await _ana.NewRoomAsync());
        await SaysAndReadsAsync(await _ana.NewRoomAsync());

        _translator.Texts.Should().Equal(("hello", "es"));
    }

    [Fact]
    public async Task AnotherLanguageOrAnotherSourceIsAnotherTranslation()
    {
        var room = await _ana.NewRoomAsync();
        await SaysAndReadsAsync(room);

        await SaysAndReadsAsync(room, reader: "fr");
        await SaysAndReadsAsync(room, source: "nl");

        _translator.Calls.Select(call => (call.Source, call.Target)).Should().Equal(("en", "es"), ("en", "fr"), ("nl", "es"));
    }

    [Fact]
    public async Task APrivateRoomNeitherTakesFromOthersNorGivesToThem()
    {
        await SaysAndReadsAsync(await _ana.NewRoomAsync());
        var (first, second) = (await NewPrivateRoomAsync(), await NewPrivateRoomAsync());

        await SaysAndReadsAsync(first);
        await SaysAndReadsAsync(first);
        await SaysAndReadsAsync(second);
        await SaysAndReadsAsync(await NewDirectRoomAsync());

        _translator.Texts.Should().HaveCount(4, "the public rooms, each private one, and the conversation have their own; and each is its own memory");
    }

    [Fact]
    public async Task WhatIsTranslatedInAPrivateRoomOnlyIsSentAgainForAPublicOne()
    {
        await SaysAndReadsAsync(await NewPrivateRoomAsync());
        await SaysAndReadsAsync(await _ana.NewRoomAsync());

        _translator.Texts.Should().HaveCount(2);
    }

    [Fact]
    public async Task ARoomThatBecomesPrivateIsNoSourceForOthersAnyMore()
    {
        var (room, other) = (await _ana.NewRoomAsync(), await _ana.NewRoomAsync());
        await SaysAndReadsAsync(room);
        (await _luis.Http.PutAsync($"/rooms/{room}/members/{_luis.Username}", content: null)).EnsureSuccessStatusCode();
        (await _ana.Http.PatchAsJsonAsync($"/rooms/{room}", new { visibility = "private" })).EnsureSuccessStatusCode();

        await SaysAndReadsAsync(other);

        _translator.Texts.Should().HaveCount(2);
    }

    [Fact]
    public async Task TheMemoryForgetsATextWithItsLastMessage()
    {
        var room = await _ana.NewRoomAsync();
        var id = await SaysAndReadsAsync(room);
        (await _ana.Http.DeleteAsync($"/rooms/{room}/messages/{id}")).EnsureSuccessStatusCode();

        await SaysAndReadsAsync(room);

        _translator.Texts.Should().HaveCount(2);
    }

    public async Task InitializeAsync() => (_ana, _luis) = (await _server.NewUserAsync(language: "en"), await _server.NewUserAsync(language: "es"));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private async Task<string> NewPrivateRoomAsync()
    {
        var room = await _ana.NewRoomAsync("private");
        (await _ana.Http.PutAsync($"/rooms/{room}/members/{_luis.Username}", content: null)).EnsureSuccessStatusCode();
        return room;
    }

    private async Task<string> NewDirectRoomAsync()
    {
        var room = (await _ana.Http.PostAsJsonAsync("/rooms/direct", new { username = _luis.Username }).JsonAsync()).GetProperty("room").GetString()!;
        (await _ana.Http.PatchAsJsonAsync($"/rooms/{room}", new { translation = "any" })).EnsureSuccessStatusCode();
        return room;
    }

    private async Task<long> SaysAndReadsAsync(string room, string? reader = null, string? source = null)
    {
        var id = (await _ana.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "hello", language = source }).JsonAsync()).GetProperty("id").GetInt64();
        (await _luis.ReadTranslationAsync(room, id, reader))!.Text.Should().Be($"{reader ?? "es"}(hello)");
        return id;
    }
}
