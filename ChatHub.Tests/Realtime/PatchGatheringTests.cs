using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>The translations of a busy room gather, and go out with its next originals or by themselves: played on a clock that stands still.</summary>
public sealed class PatchGatheringTests : IDisposable
{
    private readonly SteppedTime _clock = new();
    private readonly PlayedFeeds _played;
    private readonly PipeConnection _ana = new(PlayedLog.Ana);

    public PatchGatheringTests() => _played = new PlayedFeeds(new PlayedLog(), _clock);

    public void Dispose() => _played.Dispose();

    [Fact]
    public async Task AQuietRoomsGoOutAtOnceAndTheNextOnesByThemselvesAfterAWhile()
    {
        await FollowAsync();
        Publish(tseq: 2, seq: 12);
        Publish(tseq: 3, seq: 12);

        _clock.Step(TimeSpan.FromMilliseconds(100));

        await SeesAsync("\"tseq\":3");
        Calls().Should().Be(2, "the first came by itself, and the other two together");
    }

    [Fact]
    public async Task ThoseThatHaveGatheredForSomeTimeGoAlongWithTheNextOriginals()
    {
        await FollowAsync();
        Publish(tseq: 2, seq: 12);
        Publish(tseq: 3, seq: 12);
        _clock.Step(TimeSpan.FromMilliseconds(49));
        await GiveOutAsync(13);
        _ana.Read().Should().NotContain("\"tseq\":2", "they gather");

        _clock.Step(TimeSpan.FromMilliseconds(1));
        await GiveOutAsync(14);

        _ana.Read().Should().Contain("\"tseq\":2").And.Contain("\"tseq\":3");
        Calls().Should().Be(2, "the first came by itself, and the other two together");
        _ana.Read().IndexOf("\"seq\":14", StringComparison.Ordinal).Should().BeInRange(0, _ana.Read().IndexOf("\"tseq\":2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithTheOriginalsGoesTheirOwnPatchToo()
    {
        await FollowAsync();
        Publish(tseq: 2, seq: 13);
        _clock.Step(TimeSpan.FromMilliseconds(50));

        await GiveOutAsync(13);

        _ana.Read().Should().Contain("\"tseq\":2");
    }

    /// <summary>Live, with all events up to 12, and with one patch that went out just now.</summary>
    private async Task FollowAsync()
    {
        _ana.Client.Language = "es";
        var following = _played.Feeds.Follow(_ana.Client, PlayedLog.Room);
        await _played.GoOnAsync(following, from: 13, head: 12);
        await following.Feed.ReachAsync(12);
        await Eventually.TrueAsync(() => following.Language is { IsLive: true }, "it is live");
        Publish(tseq: 1, seq: 12);
        await SeesAsync("\"tseq\":1");
    }

    /// <summary>An event, and all that went out with it.</summary>
    private async Task GiveOutAsync(long seq)
    {
        _played.Publish(PlayedLog.Event(seq));
        await SeesAsync($"\"seq\":{seq}");
        (await _ana.Client.Outbox.PostAsync(message: null, stale: null)).Should().BeTrue("all that was posted is written");
    }

    private Task SeesAsync(string text) => Eventually.TrueAsync(() => _ana.Read().Contains(text, StringComparison.Ordinal), $"{text} came");

    private void Publish(long tseq, long seq)
        => _played.Publish(new TranslationPatch(PlayedLog.Room.Id, "es", tseq, seq, seq, 1, TranslationState.Ready, "hola", "Pseudo"));

    private int Calls() => _ana.Read().Split("\"target\":\"Translations\"").Length - 1;
}
