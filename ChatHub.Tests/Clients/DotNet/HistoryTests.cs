using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>What the .NET client shows of a room has no hole, and is in the language of now, whenever it was asked for.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task WhatWasSentBeforeTheRoomWasJoinedLeavesNoHole()
    {
        var user = await _server.NewUserAsync();
        var name = await user.NewRoomAsync();
        await using var chat = await _server.ConnectAsync(user, options => options.Backlog = 3);
        var room = chat.GetRoom(name);
        await room.SendAsync("first");
        foreach (var number in Enumerable.Range(2, 9))
            (await user.Http.PostAsJsonAsync($"/rooms/{name}/messages", new { text = $"number {number}" })).EnsureSuccessStatusCode();

        await chat.JoinAsync(name);

        room.Texts().Should().Equal("number 8", "number 9", "number 10");
        while (await room.LoadOlderAsync(4))
            room.Texts().Should().OnlyHaveUniqueItems();
        room.Texts().Should().Equal(["first", .. Enumerable.Range(2, 9).Select(number => $"number {number}")]);
    }

    [Fact]
    public void MessagesOfARoomThatIsNotFollowedAreBoundedToo()
    {
        var timeline = new Timeline();

        foreach (var id in Enumerable.Range(1, Timeline.Most + 2))
            timeline.Accept(new ChatMessage { Id = id, Sender = "ana", Text = "hello" });

        timeline.Messages.Should().HaveCount(Timeline.Most);
        timeline.Oldest.Should().Be(3);
    }

    [Fact]
    public async Task APageThatWasAskedForInAnotherLanguageShowsInTheOneOfNow()
    {
        var writer = await _server.NewUserAsync(language: "en");
        var name = await writer.NewRoomAsync();
        foreach (var number in Enumerable.Range(1, 6))
            (await writer.Http.PostAsJsonAsync($"/rooms/{name}/messages", new { text = $"number {number}" })).EnsureSuccessStatusCode();
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var chat = await _server.ConnectAsync(await _server.NewUserAsync(), options =>
        {
            options.Language = "es";
            options.HttpHandler = () => new HeldAnswers(request => request.RequestUri!.Query.Contains("limit=3&before="), asked, gate.Task);
        });
        var room = chat.GetRoom(name);
        await room.LoadOlderAsync(3);
        room.Messages.Should().OnlyContain(message => message.Reading == $"[es] {message.Text}");

        var loading = room.LoadOlderAsync(3);
        await asked.Task;
        await chat.SetLanguageAsync("fr");
        gate.SetResult();
        await loading;

        room.Messages.Should().HaveCount(6);
        await room.ShowsAsync(messages => messages.All(message => message.Reading == $"[fr] {message.Text}"), "all is in French");
    }

    /// <summary>Holds back the answers to some calls.</summary>
    private sealed class HeldAnswers(Func<HttpRequestMessage, bool> which, TaskCompletionSource asked, Task gate) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (which(request))
            {
                asked.TrySetResult();
                await gate;
            }

            return answer;
        }
    }
}
