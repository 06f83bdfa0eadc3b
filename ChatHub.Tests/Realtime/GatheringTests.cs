using ChatHub.Api.Realtime;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>A quiet room's events go out at once, those of a busy one in batches: played on a clock that stands still, on which every room is busy from its first batch on.</summary>
public sealed class GatheringTests : IDisposable
{
    private const long First = 13;

    private readonly SteppedTime _clock = new();
    private readonly PlayedLog _log = new();
    private readonly PlayedFeeds _played;
    private readonly PipeConnection _ana = new(PlayedLog.Ana);

    public GatheringTests() => _played = new PlayedFeeds(_log, _clock);

    public void Dispose() => _played.Dispose();

    [Fact]
    public async Task OfABusyRoomAllThatCameMeanwhileGoesOutInOneCall()
    {
        var feed = await BusyFeedAsync();
        Publish(First + 1, First + 2, First + 3);
        feed.Position.Should().Be(First, "they gather");

        _clock.Step(TimeSpan.FromMilliseconds(1));

        await Eventually.TrueAsync(() => _ana.Read().Contains($"\"seq\":{First + 3}", StringComparison.Ordinal), "they came");
        Calls().Should().Be(2, "the first event went out at once, and the others together");
    }

    [Fact]
    public async Task WhatIsEnoughForABatchWaitsNoLonger()
    {
        await BusyFeedAsync();

        Publish([.. Enumerable.Range((int)First + 1, Gathering.Full).Select(seq => (long)seq)]);

        await Eventually.TrueAsync(() => _ana.Read().Contains($"\"seq\":{First + Gathering.Full}", StringComparison.Ordinal), "they came, though no time has passed");
    }

    [Fact]
    public async Task WhileMoreIsBeingCommittedABatchWaitsForThat()
    {
        await BusyFeedAsync();
        _log.IsBusy = true;

        Publish([.. Enumerable.Range((int)First + 1, Gathering.Most).Select(seq => (long)seq)]);

        await Eventually.TrueAsync(() => _ana.Read().Contains($"\"seq\":{First + Gathering.Most}", StringComparison.Ordinal), "they came, though no time has passed");
        Calls().Should().Be(2, "the first event went out at once, and the others together");
    }

    [Fact]
    public async Task OnceNothingMoreIsBeingCommittedABatchWaitsNoLonger()
    {
        await BusyFeedAsync();
        _log.IsBusy = true;
        Publish([.. Enumerable.Range((int)First + 1, Gathering.Full).Select(seq => (long)seq)]);

        _log.IsBusy = false;

        await Eventually.TrueAsync(() => _ana.Read().Contains($"\"seq\":{First + Gathering.Full}", StringComparison.Ordinal), "they came, though no time has passed");
        Calls().Should().Be(2);
    }

    [Fact]
    public async Task WhoWaitsForAnEventHasItAtOnce()
    {
        var feed = await BusyFeedAsync();
        Publish(First + 1);

        await feed.ReachAsync(First + 1).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 0.8)]
    [InlineData(500, 40)]
    [InlineData(100_000, 45)]
    public void TheMoreReadTheLongerItLastsUpToABound(int readers, double milliseconds)
    {
        var gathering = new Gathering(_clock);
        gathering.Left.Should().Be(TimeSpan.Zero, "nothing has gone out yet");

        gathering.Begin(readers);

        gathering.Left.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
        _clock.Step(TimeSpan.FromMilliseconds(30));
        gathering.Left.Should().Be(TimeSpan.FromMilliseconds(milliseconds - 30));
    }

    /// <summary>One that has just given out its first event.</summary>
    private async Task<RoomFeed> BusyFeedAsync()
    {
        var following = _played.Feeds.Follow(_ana.Client, PlayedLog.Room with { Head = First - 1 });
        await _played.GoOnAsync(following, from: First, head: First - 1);
        Publish(First);
        await Eventually.TrueAsync(() => _ana.Read().Contains($"\"seq\":{First}", StringComparison.Ordinal), "a quiet room's event comes at once");
        return following.Feed;
    }

    private void Publish(params long[] seqs)
    {
        foreach (var seq in seqs)
            _played.Publish(PlayedLog.Event(seq));
    }

    private int Calls() => _ana.Read().Split("\"target\":\"RoomEvents\"").Length - 1;
}
