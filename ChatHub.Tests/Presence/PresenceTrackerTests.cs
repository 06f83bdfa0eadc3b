using ChatHub.Api.Presence;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Nodes;
using ChatHub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Presence;

/// <summary>Moments of coming and going that no test over the wire can hit at will.</summary>
public sealed class PresenceTrackerTests
{
    private static readonly Person Ana = new(7, "ana");

    private readonly SteppedTime _time = new();
    private readonly PresenceTracker _tracker;

    public PresenceTrackerTests() => _tracker = new PresenceTracker(_time);

    [Fact]
    public void WhoCameIsAnnouncedOnceItIsKnownToWhom()
    {
        _tracker.Connect(Ana);

        _tracker.TakeChanges(_ => false).Should().BeEmpty();
        _tracker.TakeChanges(_ => true).Should().ContainSingle(change => change.IsOnline && change.IsNews);
        _tracker.TakeChanges(_ => true).Should().BeEmpty();
    }

    [Fact]
    public void WhoCameAndWentUnseenIsForgottenWithoutNews()
    {
        _tracker.Connect(Ana);
        _tracker.Disconnect(Ana.Id).Should().BeTrue();
        _tracker.TakeChanges(_ => false).Should().BeEmpty("the grace is not over");
        _time.Step(PresenceTracker.Grace);

        _tracker.TakeChanges(_ => false).Should().ContainSingle(change => !change.IsOnline && !change.IsNews);
        _tracker.IsOnline(Ana.Id).Should().BeFalse();
    }

    [Fact]
    public void AReconnectWithinTheGraceIsNoNewsAndOneAfterItIs()
    {
        _tracker.Connect(Ana);
        _tracker.TakeChanges(_ => true);
        _tracker.Disconnect(Ana.Id);
        _time.Step(PresenceTracker.Grace - TimeSpan.FromMilliseconds(1));
        _tracker.TakeChanges(_ => true).Should().BeEmpty();
        _tracker.Connect(Ana);
        _tracker.TakeChanges(_ => true).Should().NotContain(change => change.IsNews);

        _tracker.Disconnect(Ana.Id);
        _time.Step(PresenceTracker.Grace);

        _tracker.TakeChanges(_ => true).Should().ContainSingle(change => !change.IsOnline && change.IsNews);
    }

    [Fact]
    public async Task ReadingTheRoomsAnewAfterAFailureKnowsThem()
    {
        var directory = new BrittleDirectory();
        using var online = new OnlineRooms(directory, new InProcessRoomEventBus(NullLogger<InProcessRoomEventBus>.Instance));
        directory.IsBroken = true;
        await FluentActions.Awaiting(() => online.AddAsync(7, CancellationToken.None)).Should().ThrowAsync<IOException>();
        online.UsersIn(1).Should().BeEmpty();
        directory.IsBroken = false;

        await online.AddAsync(7, CancellationToken.None);

        online.IsKnown(7).Should().BeTrue();
        online.RoomsOf(7).Should().Equal(1);
        online.Remove(7);
        online.UsersIn(1).Should().BeEmpty();
    }

    [Fact]
    public async Task WhatHappensWhileTheRoomsAreReadIsNotLost()
    {
        var bus = new InProcessRoomEventBus(NullLogger<InProcessRoomEventBus>.Instance);
        var directory = new BrittleDirectory { Hold = new TaskCompletionSource() };
        using var online = new OnlineRooms(directory, bus);
        var reading = online.AddAsync(7, CancellationToken.None);
        bus.Publish([Event(RoomEventType.MemberLeft, room: 1), Event(RoomEventType.MemberJoined, room: 2)]);
        online.UsersIn(99).Should().Equal([7], "while it is not known, a user may be anywhere");

        directory.Hold.SetResult();
        await reading;

        online.RoomsOf(7).Should().Equal(2);
        online.UsersIn(99).Should().BeEmpty();
    }

    private static RoomEvent Event(RoomEventType type, long room)
        => new(room, $"room-{room}", 5, type, DateTimeOffset.UnixEpoch, "ana") { Member = new MemberChange(7, "ana") };

    /// <summary>Everyone is in room 1.</summary>
    private sealed class BrittleDirectory : IRoomDirectory
    {
        public bool IsBroken { get; set; }

        public TaskCompletionSource? Hold { get; init; }

        public async Task<IReadOnlyList<long>> ListRoomIdsAsync(long userId, CancellationToken cancel)
        {
            await (Hold?.Task ?? Task.CompletedTask);
            return IsBroken ? throw new IOException("The disk is gone.") : [1];
        }

        public Task<RoomView?> FindAsync(string name, long userId, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<RoomView>> ListAsync(long userId, string afterName, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<RoomView>> ListAsync(IReadOnlyCollection<long> roomIds, IReadOnlyCollection<long> userIds, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<RoomMember>> ListMembersAsync(long roomId, long afterUserId, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<int> CountMembersAsync(long roomId, IReadOnlyCollection<long> userIds, CancellationToken cancel) => throw new NotSupportedException();
    }
}
