using ChatHub.Api.Realtime;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Nodes;
using ChatHub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Realtime;

/// <summary>Moments that no test over the wire can hit at will: the log, and who reads it when, are played step by step.</summary>
public sealed class RoomFeedRaceTests : IDisposable
{
    private const long Ana = 7;
    private const long Bob = 8;

    private static readonly Room Room = new(1, "room", RoomKind.Room, new RoomSettings("room", "", RoomVisibility.Private), DateTimeOffset.UnixEpoch) { Head = 10 };

    private readonly InProcessRoomEventBus _bus = new(NullLogger<InProcessRoomEventBus>.Instance);
    private readonly RoomFeeds _feeds;
    private readonly CatchUp _catchUp;
    private readonly PipeConnection _ana = new(Ana);

    public RoomFeedRaceTests()
    {
        var log = new PlayedLog();
        _feeds = new RoomFeeds(log, _bus, TimeProvider.System, NullLogger<RoomFeed>.Instance);
        _catchUp = new CatchUp(log, NullLogger<CatchUp>.Instance);
    }

    [Fact]
    public async Task ARemovalIsNotMissedByAFeedThatStartsWhileItHappens()
    {
        var following = _feeds.Follow(_ana.Client, Room);
        // Ana's membership is read at head 10; it ends with event 11; Bob reads head 11, and is the first to go live.
        var bob = _feeds.Follow(new PipeConnection(Bob).Client, Room);
        GoOn(bob, from: 12, head: 11);
        GoOn(following, from: 11, head: 10);

        await Eventually.TrueAsync(() => _ana.Read().Contains("RoomClosed", StringComparison.Ordinal), "the room was closed for Ana");
        _bus.Publish([PlayedLog.Event(12)]);
        await bob.Feed.ReachAsync(12);

        following.IsClosed.Should().BeTrue();
        _ana.Read().Should().NotContain("\"seq\":11").And.NotContain("\"seq\":12");
    }

    [Fact]
    public async Task ARemovalThatWasPastWhenTheUserJoinedAgainClosesNothing()
    {
        var following = _feeds.Follow(_ana.Client, Room);
        // Event 11 ended a membership, 12 began the one that is confirmed here; the feed has given out neither yet.
        GoOn(following, from: 13, head: 12);

        await following.Feed.ReachAsync(12);
        _bus.Publish([PlayedLog.Event(13)]);

        await Eventually.TrueAsync(() => _ana.Read().Contains("\"seq\":13", StringComparison.Ordinal), "Ana got the next event");
        following.IsClosed.Should().BeFalse();
        _ana.Read().Should().NotContain("RoomClosed");
    }

    [Fact]
    public async Task WhoIsRemovedWhileTheirOwnLeavingIsRefusedIsTold()
    {
        var following = _feeds.Follow(_ana.Client, Room);
        GoOn(following, from: 11, head: 10);
        // The call to leave has begun; event 11 removes Ana before it comes to the log, which therefore refuses it.
        following.Feed.BeginLeaving(following);
        _bus.Publish([PlayedLog.Event(11)]);
        await following.Feed.ReachAsync(11);

        following.Feed.CancelLeaving(following);

        await Eventually.TrueAsync(() => _ana.Read().Contains("RoomClosed", StringComparison.Ordinal), "the room was closed for Ana");
    }

    [Fact]
    public async Task WhoLeavesByTheirOwnCallIsToldByItsAnswerOnly()
    {
        var following = _feeds.Follow(_ana.Client, Room);
        GoOn(following, from: 11, head: 10);
        following.Feed.BeginLeaving(following);
        _bus.Publish([PlayedLog.Event(11)]);
        await following.Feed.ReachAsync(11);

        _feeds.Release(following);
        (await _ana.Client.Outbox.PostAsync(message: null, stale: null)).Should().BeTrue("all that was posted is written");

        _ana.Read().Should().NotContain("RoomClosed");
    }

    [Fact]
    public async Task APatchThatComesBeforeItsEventIsSentWithIt()
    {
        _ana.Client.Language = "es";
        var following = _feeds.Follow(_ana.Client, Room);
        _feeds.Deliver(Room.Id, new TranslationPatch(13, 13, 1, "es", TranslationState.Ready, "hola", "Pseudo"));
        GoOn(following, from: 13, head: 13);

        await Eventually.TrueAsync(() => _ana.Read().Contains("hola", StringComparison.Ordinal), "the patch came");

        _ana.Read().IndexOf("\"seq\":13", StringComparison.Ordinal).Should().BeInRange(0, _ana.Read().IndexOf("hola", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AHeldTranslationOfATextThatIsGoneIsEmptied(bool isDeleted)
    {
        _ana.Client.Language = "es";
        var following = _feeds.Follow(_ana.Client, Room);
        following.Next = 11;
        following.Feed.Confirm(following, Room with { Head = 12 }).Should().NotBeNull();
        await following.Feed.ReachAsync(12);
        _feeds.Deliver(Room.Id, new TranslationPatch(12, 12, 1, "es", TranslationState.Ready, "secreto", "Pseudo"));

        var message = new Message(12, Ana, "ana", isDeleted ? "" : "new", Language: null, DateTimeOffset.UnixEpoch, isDeleted ? 1 : 2) { IsDeleted = isDeleted };
        var type = isDeleted ? RoomEventType.MessageDeleted : RoomEventType.MessageEdited;
        _bus.Publish([new RoomEvent(Room.Id, Room.Name, 13, type, DateTimeOffset.UnixEpoch, "ana") { Message = message }]);
        await following.Feed.ReachAsync(13);
        _catchUp.Start(following, reset: null);

        await Eventually.TrueAsync(() => _ana.Read().Contains("superseded", StringComparison.Ordinal), "the patch came, empty");
        _ana.Read().Should().Contain("\"tseq\":1").And.NotContain("secreto");
    }

    public void Dispose() => _feeds.Dispose();

    private void GoOn(Following following, long from, long head)
    {
        following.Next = from;
        following.Feed.Confirm(following, Room with { Head = head }).Should().NotBeNull();
        _catchUp.Start(following, reset: null);
    }

    /// <summary>A log in which Ana leaves with event 11 and comes back with event 12.</summary>
    private sealed class PlayedLog : IRoomLog
    {
        public string Epoch => "epoch";

        public static RoomEvent Event(long seq)
        {
            var type = seq == 11 ? RoomEventType.MemberLeft : RoomEventType.MemberJoined;
            return new RoomEvent(Room.Id, Room.Name, seq, type, DateTimeOffset.UnixEpoch, "ana") { Member = new MemberChange(Ana, "ana", Role: null) };
        }

        public Task<TResult> AppendAsync<TResult>(RoomChange<TResult> change) => throw new NotSupportedException();

        public Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel)
            => Task.FromResult<IReadOnlyList<RoomEvent>>(Enumerable.Range(1, (int)Math.Min(limit, upTo - after)).Select(step => Event(after + step)).ToList());
    }
}
