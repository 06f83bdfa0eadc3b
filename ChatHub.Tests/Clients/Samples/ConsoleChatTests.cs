using System.Net.Http.Json;
using ChatHub.Tests.Clients.DotNet;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.Samples;

/// <summary>The terminal chat, with the lines that somebody types.</summary>
public sealed class ConsoleChatTests : IAsyncLifetime, IDisposable
{
    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
    private readonly TemporaryDirectory _storage = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task OneTypesAndReadsInOnesOwnLanguageAndQuits()
    {
        var luis = await _server.NewUserAsync("luis");
        await using var ana = await _server.ChatAsync(await _server.NewUserAsync("ana", language: "en"));
        var room = await ana.JoinAsync("general");
        await using var console = Sample.Start("ConsoleChat", "ConsoleChat", Environment(), _server.Url.ToString(), luis.Username, "general", "es");
        await console.UntilAsync(() => console.Lines.Any(line => line.StartsWith("General, as luis.", StringComparison.Ordinal)), "it has joined");

        await room.SendAsync("Good morning!");
        await console.UntilAsync(() => console.Lines.Contains("ana: [es] Good morning! (Good morning!)"), "he reads it in Spanish");
        await console.WriteLineAsync("[markup] is only text");
        await console.PrintsAsync("luis: [markup] is only text");
        await console.WriteLineAsync("/quit");

        await console.EndsAsync();
        await room.ShowsAsync(messages => messages[^1].Text == "[markup] is only text", "she reads it");
    }

    [Fact]
    public async Task WhatGoesWrongLaterIsToldInALineToo()
    {
        var (ana, luis) = (await _server.NewUserAsync("ana"), await _server.NewUserAsync("luis"));
        var room = await ana.NewRoomAsync("private");
        (await ana.Http.PutAsJsonAsync($"/rooms/{room}/members/luis", new { })).EnsureSuccessStatusCode();
        await using var console = Sample.Start("ConsoleChat", "ConsoleChat", Environment(), _server.Url.ToString(), luis.Username, room);
        await console.UntilAsync(() => console.Lines.Any(line => line.Contains(", as luis.")), "he has joined");

        await console.WriteLineAsync(new string('x', 70_000));
        await console.UntilAsync(() => console.Lines.Any(line => line.StartsWith("message_too_long: ", StringComparison.Ordinal)), "it is too long to be sent");
        (await ana.Http.DeleteAsync($"/rooms/{room}/members/luis")).EnsureSuccessStatusCode();
        await console.PrintsAsync($"{room} is closed: removed");
        await console.WriteLineAsync("/older");

        await console.UntilAsync(() => console.Lines.Any(line => line.StartsWith("room_not_found: ", StringComparison.Ordinal)), "there is nothing older for him");
        await console.HasEndedAsync();
    }

    [Fact]
    public async Task AWrongPasswordIsToldInALine()
    {
        var luis = await _server.NewUserAsync();
        await using var console = Sample.Start(
            "ConsoleChat", "ConsoleChat", new(Environment()) { ["CHATHUB_PASSWORD"] = "wrong battery horse" }, _server.Url.ToString(), luis.Username, "general");

        await console.UntilAsync(() => console.Lines.Any(line => line.StartsWith("invalid_credentials: ", StringComparison.Ordinal)), "it says so");
    }

    private Dictionary<string, string> Environment() => new() { ["CHATHUB_PASSWORD"] = ChatServer.Password, ["CHATHUB_STORAGE"] = _storage.Path };
}
