using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>The .NET client's rooms show everything in the reader's language, and in another one after it has changed.</summary>
public sealed class LanguageTests : IAsyncLifetime
{
    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task TranslationsComeToTheirMessagesLiveAndFromHistory()
    {
        await using var ana = await _server.ChatAsync(await _server.NewUserAsync(language: "en"));
        var hers = await ana.JoinAsync("general");
        foreach (var number in Enumerable.Range(1, 5))
            await hers.SendAsync($"old {number}");
        await using var luis = await _server.ConnectAsync(await _server.NewUserAsync(language: "es"), options => options.Backlog = 4);
        var his = await luis.JoinAsync("general");

        var live = (await hers.SendAsync("new")).Id;
        await his.LoadOlderAsync();

        await his.ShowsAsync(messages => messages.Count == 6 && messages.All(message => message.Reading == $"[es] {message.Text}"), "he reads all in Spanish");
        his.Messages.Single(message => message.Id == live).Text.Should().Be("new");
        await hers.EditAsync(live, "newer");
        await his.ShowsAsync(messages => messages[^1].Reading == "[es] newer", "he reads the edited text in Spanish");
    }

    [Fact]
    public async Task AnotherLanguageShowsWhatIsThereAlreadyAndNoneShowsOriginals()
    {
        await using var ana = await _server.ChatAsync(await _server.NewUserAsync(language: "en"));
        var hers = await ana.JoinAsync("general");
        await hers.SendAsync("first");
        await using var luis = await _server.ConnectAsync(await _server.NewUserAsync(), options => options.Language = "es");
        var his = await luis.JoinAsync("general");
        await his.ShowsAsync(messages => messages.All(message => message.Reading == $"[es] {message.Text}"), "he reads Spanish");

        await luis.SetLanguageAsync("fr");
        await hers.SendAsync("second");
        await his.ShowsAsync(messages => messages.Count == 2 && messages.All(message => message.Reading == $"[fr] {message.Text}"), "he reads French");
        await luis.SetLanguageAsync(null);
        await hers.SendAsync("third");

        await his.ShowsAsync(messages => messages.Count == 3 && messages.All(message => message.Translation is null), "he reads originals");
    }

    [Fact]
    public async Task ALanguageForWhichNobodyWaitsAnyMoreIsSetAllTheSame()
    {
        await using var proxy = await FaultProxy.StartAsync(_server.Url);
        await using var ana = await _server.ChatAsync(await _server.NewUserAsync(language: "en"));
        var hers = await ana.JoinAsync("general");
        await using var luis = await ChatClients.ConnectAsync(await _server.NewUserAsync(), proxy.Url, options => options.Language = "es");
        var his = await luis.JoinAsync("general");
        var (answer, gate) = (At.Answer("SetLanguage"), new TaskCompletionSource());
        proxy.Add(answer, new Fate.Hold(gate.Task));
        using var cancel = new CancellationTokenSource();

        var setting = luis.SetLanguageAsync("fr", cancel.Token);
        await proxy.SeenAsync(answer);
        await cancel.CancelAsync();
        await FluentActions.Awaiting(() => setting).Should().ThrowAsync<OperationCanceledException>();
        gate.SetResult();
        await proxy.PassedAsync(answer);
        await his.SendAsync("said after it");

        proxy.CutAll();
        await hers.SendAsync("hello");
        await his.ShowsAsync(messages => messages.Any(message => message.Reading == "[fr] hello"), "he reads French on the next connection, too");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Spanish, please")]
    [InlineData("es_MX")]
    [InlineData("es\n")]
    public async Task WhatIsNoLanguageIsRefusedBeforeAnythingIsAskedAndTheOneBeforeStays(string language)
    {
        await using var ana = await _server.ChatAsync(await _server.NewUserAsync(language: "en"));
        var hers = await ana.JoinAsync("general");
        var user = await _server.NewUserAsync();
        await using var luis = await _server.ConnectAsync(user, options => options.Language = "es");
        var his = await luis.JoinAsync("general");

        foreach (var refused in new[] { () => (Task)ConnectInVainAsync(user, language), () => luis.SetLanguageAsync(language) })
            (await FluentActions.Awaiting(refused).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("invalid_request");

        await hers.SendAsync("hello");
        await his.ShowsAsync(messages => messages.Count == 1 && messages.All(message => message.Reading == "[es] hello"), "he reads Spanish still");
    }

    /// <summary>There is no server.</summary>
    private static Task<ChatClient> ConnectInVainAsync(TestUser user, string language)
        => ChatClients.ConnectAsync(user, new Uri("http://127.0.0.1:1"), options => options.Language = language).WaitAsync(TimeSpan.FromMinutes(1));
}
