using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>A bot that was away reads what it missed.</summary>
public sealed class MissedEventsTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task TheFirstWhoReadsEventsGetsThoseThatCameBeforeItCouldRead()
    {
        var user = await server.NewUserAsync();
        var name = await user.NewRoomAsync();
        var storage = new MemoryChatStorage();
        await using (var before = await server.ConnectAsync(user, options => options.Storage = storage))
            await before.JoinAsync(name);
        foreach (var number in Enumerable.Range(1, 3))
            (await user.Http.PostAsJsonAsync($"/rooms/{name}/messages", new { text = $"number {number}" })).EnsureSuccessStatusCode();
        await using var bot = await server.ConnectAsync(user, options => options.Storage = storage);
        await bot.GetRoom(name).ShowsAsync(messages => messages.Count == 3, "it has caught up");

        await using var events = new SeenEvents(bot);
        await bot.GetRoom(name).SendAsync("I am back");

        await events.SeesAsync<RoomEventReceived>(happened => happened.Event.Message?.Text == "I am back");
        events.All.OfType<RoomEventReceived>().Select(happened => happened.Event.Message?.Text).Should().Equal("number 1", "number 2", "number 3", "I am back");
    }

    [Fact]
    public async Task WhoIsTooFarBehindIsToldAfterWhatWasHeldAndACatchUpIsNotTooFar()
    {
        const int Most = 100_000;
        var streams = new EventStreams(TimeProvider.System);
        var reading = streams.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        var first = reading.MoveNextAsync().AsTask();

        // One may be read meanwhile.
        for (var number = 0; number < Most + 2; number++)
            streams.Tell(new SessionEnded("shutdown"));

        var count = (await first) ? 1 : 0;
        await FluentActions.Awaiting(async () =>
        {
            while (await reading.MoveNextAsync())
                count++;
        }).Should().ThrowAsync<InvalidOperationException>();
        count.Should().BeInRange(Most, Most + 1);
    }
}
