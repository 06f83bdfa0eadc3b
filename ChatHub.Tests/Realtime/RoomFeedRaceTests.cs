using System.Globalization;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>Moments that no test over the wire can hit at will: the log, and who reads it when, are played step by step.</summary>
public sealed class RoomFeedRaceTests : IDisposable
{
    private const long Ana = PlayedLog.Ana;
    private const long Bob = 8;

    private static readonly Room Room = PlayedLog.Room;

    private readonly PlayedLog _log = new();
    private readonly PlayedFeeds _played;
    private readonly PipeConnection _ana = new(Ana);

    public RoomFeedRaceTests() => _played = new PlayedFeeds(_log);

    [Fact]
    public async Task ARemovalIsNotMissedByAFeedThatStartsWhileItHappens()
    {
        var following = _played.Feeds.Follow(_ana.Client, Room);
        // Ana's membership is read at head 10; it ends with event 11; Bob reads head 11, and is the first to go live.
        var bob = _played.Feeds.Follow(new PipeConnection(Bob).Client, Room);
        _log.Hold();
        await _played.GoOnAsync(bob, from: 12, head: 11);
        await _played.GoOnAsync(following, from: 11, head: 10);
        _log.Release();

        await Eventually.TrueAsync(() => _ana.Read().Contains("RoomClosed", StringComparison.Ordinal), "the room was closed for Ana");
        _played.Publish(PlayedLog.Event(12));
        await bob.Feed.ReachAsync(12);

        following.IsClosed.Should().BeTrue();
        _ana.Read().Should().NotContain("\"seq\":11").And.NotContain("\"seq\":12");
    }

    [Fact]
    public async Task ARemovalThatIsGivenOutBeforeTheJoinIsConfirmedIsNotConfirmed()
    {
        var following = _played.Feeds.Follow(_ana.Client, Room);
        var bob = _played.Feeds.Follow(new PipeConnection(Bob).Client, Room);
        await _played.GoOnAsync(bob, from: 12, head: 11);
        await bob.Feed.ReachAsync(11);

        following.Feed.Confirm(following, Room, patchesAfter: null).Should().BeNull("Ana, whose membership was read at head 10, was removed with event 11");
    }

    [Fact]
    public async Task ARemovalThatWasPastWhenTheUserJoinedAgainClosesNothing()
    {
        var following = _played.Feeds.Follow(_ana.Client, Room);
        // Event 11 ended a membership, 12 began the one that is confirmed here; the feed has given out neither yet.
        await _played.GoOnAsync(following, from: 13, head: 12);

        await following.Feed.ReachAsync(12);
        _played.Publish(PlayedLog.Event(13));

        await Eventually.TrueAsync(() => _ana.Read().Contains("\"seq\":13", StringComparison.Ordinal), "Ana got the next event");
        following.IsClosed.Should().BeFalse();
        _ana.Read().Should().NotContain("RoomClosed");
    }

    [Fact]
    public async Task WhoIsRemovedWhileTheirOwnLeavingIsRefusedIsTold()
    {
        var following = _played.Feeds.Follow(_ana.Client, Room);
        await _played.GoOnAsync(following, from: 11, head: 10);
        // The call to leave has begun; event 11 removes Ana before it comes to the log, which therefore refuses it.
        following.Feed.BeginLeaving(following);
        _played.Publish(PlayedLog.Event(11));
        await following.Feed.ReachAsync(11);

        following.Feed.CancelLeaving(following);

        await Eventually.TrueAsync(() => _ana.Read().Contains("RoomClosed", StringComparison.Ordinal), "the room was closed for Ana");
    }

    [Fact]
    public async Task WhoLeavesByTheirOwnCallIsToldByItsAnswerOnly()
    {
        var following = _played.Feeds.Follow(_ana.Client, Room);
        await _played.GoOnAsync(following, from: 11, head: 10);
        following.Feed.BeginLeaving(following);
        _played.Publish(PlayedLog.Event(11));
        await following.Feed.ReachAsync(11);

        _played.Feeds.Release(following);
        (await _ana.Client.Outbox.PostAsync(message: null, stale: null)).Should().BeTrue("all that was posted is written");

        _ana.Read().Should().NotContain("RoomClosed");
    }

    [Fact]
    public async Task APatchThatComesBeforeItsEventIsSentWithIt()
    {
        var following = await FollowInSpanishAsync();
        _played.Publish(Patch(tseq: 1, seq: 13, "hola"));

        _played.Publish(PlayedLog.Event(13));

        await Eventually.TrueAsync(() => _ana.Read().Contains("hola", StringComparison.Ordinal), "the patch came");
        following.IsClosed.Should().BeFalse();
        _ana.Read().IndexOf("\"seq\":13", StringComparison.Ordinal).Should().BeInRange(0, _ana.Read().IndexOf("hola", StringComparison.Ordinal));
    }

    [Fact]
    public async Task APatchThatIsCommittedBeforeItsReaderKnowsWhereTheLogStandsComesWithItsEvent()
    {
        _ana.Client.Language = "es";
        var following = _played.Feeds.Follow(_ana.Client, Room);
        _played.Publish(Patch(tseq: 1, seq: 12, "antes"));
        _played.Publish(Patch(tseq: 2, seq: 13, "hola"));
        await _played.GoOnAsync(following, from: 13, head: 12);
        await following.Feed.ReachAsync(12);
        await Eventually.TrueAsync(() => following.Language is { IsLive: true }, "it is live");

        _played.Publish(PlayedLog.Event(13));

        await Eventually.TrueAsync(() => _ana.Read().Contains("hola", StringComparison.Ordinal), "the patch came");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWaitingTranslationOfATextThatIsGoneIsEmptied(bool isDeleted)
    {
        await FollowInSpanishAsync();
        _played.Publish(Patch(tseq: 1, seq: 13, "secreto"));

        _played.Publish(ChangeOf13(isDeleted));

        await Eventually.TrueAsync(() => _ana.Read().Contains("superseded", StringComparison.Ordinal), "the patch came, empty");
        _ana.Read().Should().Contain("\"tseq\":1").And.NotContain("secreto");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWaitingTranslationIsEmptiedAlsoWhenTheFeedReadsTheChangeFromTheLogBeforeItIsTold(bool isDeleted)
    {
        var following = await FollowInSpanishAsync();
        _played.Publish(Patch(tseq: 1, seq: 13, "secreto"));
        _log.Put(ChangeOf13(isDeleted));

        // Bob joins between the commit and the news of it, and has seen the room as it is now.
        await _played.GoOnAsync(_played.Feeds.Follow(new PipeConnection(Bob).Client, Room), from: 15, head: 14);
        await following.Feed.ReachAsync(14);

        await Eventually.TrueAsync(() => _ana.Read().Contains("\"tseq\":1", StringComparison.Ordinal), "the patch came");
        _ana.Read().Should().Contain("superseded").And.NotContain("secreto");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ATextThatGoesWhileItsTranslationIsReadFromTheLogIsNotSent(bool isLive)
    {
        _ana.Client.Language = "es";
        var following = _played.Feeds.Follow(_ana.Client, Room);
        await PlayedFeeds.ConfirmAsync(following, from: 13, head: 12);
        await following.Feed.ReachAsync(12);
        if (isLive)
            _played.CatchUp.Start(following, reset: null);
        // It is told of the second only, or catches up with both: the first is read from the log either way.
        _played.Patches.Hold();
        _played.Patches.Add(Patch(tseq: 1, seq: 12, "secreto"));
        _played.Publish(Patch(tseq: 2, seq: 12, "despues"));
        if (!isLive)
            _played.CatchUp.Start(following, reset: null);
        await Eventually.TrueAsync(() => _played.Patches.IsWaitedFor, "it is being read");

        _played.Patches.Supersede(tseq: 1);
        var edited = new Message(12, Ana, "ana", "new", Language: null, DateTimeOffset.UnixEpoch, 2);
        _played.Publish(new RoomEvent(Room.Id, Room.Name, 13, RoomEventType.MessageEdited, DateTimeOffset.UnixEpoch, "ana") { Message = edited });
        await following.Feed.ReachAsync(13);
        _played.Patches.Release();

        await Eventually.TrueAsync(() => _ana.Read().Contains("\"tseq\":2", StringComparison.Ordinal), "the patches came");
        _ana.Read().Should().Contain("superseded").And.NotContain("secreto");
        Tseqs(_ana.Read()).Should().Equal(1, 2);
    }

    [Fact]
    public async Task PatchesOfWhichTheFeedWasNotToldAreReadFromTheLog()
    {
        await FollowInSpanishAsync();
        _played.Publish(Patch(tseq: 1, seq: 11, "uno"));
        foreach (var (tseq, text) in new[] { (2, "dos"), (3, "tres") })
            _played.Patches.Add(Patch(tseq, seq: 12, text));

        _played.Publish(Patch(tseq: 4, seq: 12, "cuatro"));

        await Eventually.TrueAsync(() => _ana.Read().Contains("cuatro", StringComparison.Ordinal), "the last came");
        Tseqs(_ana.Read()).Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task WhatIsPatchedWhileAClientCatchesUpComesAfterItsEventsAndOnce()
    {
        _ana.Client.Language = "es";
        _played.Patches.Add(Patch(tseq: 1, seq: 12, "antes"));
        var following = _played.Feeds.Follow(_ana.Client, Room);
        await PlayedFeeds.ConfirmAsync(following, from: 13, head: 15);
        await following.Feed.ReachAsync(15);
        _played.Publish(Patch(tseq: 2, seq: 13, "entretanto"));

        _played.CatchUp.Start(following, reset: null);
        await Eventually.TrueAsync(() => _ana.Read().Contains("entretanto", StringComparison.Ordinal), "what came meanwhile came");
        _played.Publish(Patch(tseq: 3, seq: 14, "luego"));

        await Eventually.TrueAsync(() => _ana.Read().Contains("luego", StringComparison.Ordinal), "what came later came");
        Tseqs(_ana.Read()).Should().Equal(2, 3);
        _ana.Read().IndexOf("\"seq\":15", StringComparison.Ordinal).Should().BeInRange(0, _ana.Read().IndexOf("entretanto", StringComparison.Ordinal));
    }

    public void Dispose() => _played.Dispose();

    /// <summary>Live, with all events up to 12.</summary>
    private async Task<Following> FollowInSpanishAsync()
    {
        _ana.Client.Language = "es";
        var following = _played.Feeds.Follow(_ana.Client, Room);
        await _played.GoOnAsync(following, from: 13, head: 12);
        await following.Feed.ReachAsync(12);
        await Eventually.TrueAsync(() => following.Language is { IsLive: true }, "it is live");
        return following;
    }

    private static RoomEvent ChangeOf13(bool isDeleted)
    {
        var message = new Message(13, Ana, "ana", isDeleted ? "" : "new", Language: null, DateTimeOffset.UnixEpoch, isDeleted ? 1 : 2) { IsDeleted = isDeleted };
        var type = isDeleted ? RoomEventType.MessageDeleted : RoomEventType.MessageEdited;
        return new RoomEvent(Room.Id, Room.Name, 14, type, DateTimeOffset.UnixEpoch, "ana") { Message = message };
    }

    private static TranslationPatch Patch(long tseq, long seq, string text) => new(Room.Id, "es", tseq, seq, seq, 1, TranslationState.Ready, text, "Pseudo");

    private static IEnumerable<int> Tseqs(string text)
        => text.Split("\"tseq\":").Skip(1).Select(part => int.Parse(part.AsSpan(0, part.IndexOf(',', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
}
