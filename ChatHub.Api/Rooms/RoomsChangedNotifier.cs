using ChatHub.Api.Presence;
using ChatHub.Api.Realtime;
using ChatHub.Contracts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Rooms;

/// <summary>
/// Tells clients of changes in their rooms that they do not follow, at most once a second: what has changed meanwhile is told together, and
/// read with one query for all. Holds one mark for each room that changed, and for each user whom a change concerned. Hints may be lost: a client that comes back reads
/// <c>GET /rooms</c>.
/// </summary>
internal sealed class RoomsChangedNotifier(
    IRoomEventBus bus, INoticeBus notices, OnlineRooms online, ConnectionRegistry registry, IRoomDirectory directory, TimeProvider time, ILogger<RoomsChangedNotifier> logger)
    : LoopService(TimeSpan.FromSeconds(1), time, logger)
{
    private readonly Lock _lock = new();
    private Dictionary<(long UserId, long RoomId), Mark> _marks = [];
    private Dictionary<long, string> _rooms = [];
    private bool _hasWaited;

    protected override IDisposable Subscribe() => new Subscriptions(bus.Subscribe(TakeNote), notices.Subscribe(TakeNote));

    /// <summary>For a change; after one that was told, a second at least.</summary>
    protected override async Task WaitAsync(CancellationToken stopping)
    {
        if (_hasWaited)
            await base.WaitAsync(stopping);
        _hasWaited = true;
        await WokenAsync(stopping);
    }

    protected override async Task RunAsync(CancellationToken stopping)
    {
        var marks = TakeMarks();
        if (marks.Count == 0)
            return;
        var (userIds, roomIds) = (marks.Keys.Select(key => key.UserId).Distinct().ToList(), marks.Keys.Select(key => key.RoomId).Distinct().ToList());
        var views = (await directory.ListAsync(roomIds, userIds, stopping)).ToDictionary(view => (view.Membership!.UserId, view.Room.Id));
        foreach (var user in marks.GroupBy(mark => mark.Key.UserId))
        {
            foreach (var connection in registry.Of(user.Key))
                Tell(connection, user.Where(mark => !connection.Follows(mark.Value.Room)).ToList(), views);
        }
    }

    /// <summary>On the log's own thread, so it only notes what to look at: a room, or single users of a large one.</summary>
    private void TakeNote(IReadOnlyList<RoomEvent> events)
    {
        lock (_lock)
        {
            foreach (var entry in events)
            {
                if (entry.RoomSize <= Room.LargeMembers)
                    _rooms[entry.RoomId] = entry.Room;
                foreach (var userId in entry.RoomSize <= Room.LargeMembers ? [] : Concerned(entry))
                    _marks.TryAdd((userId, entry.RoomId), new Mark(entry.Room, IsRemoval: false));
                if (entry.EndsMembership || entry.Type == RoomEventType.MemberJoined)
                    _marks[(entry.Member!.UserId, entry.RoomId)] = new Mark(entry.Room, entry.EndsMembership);
            }
        }

        Wake();
    }

    private void TakeNote(Notice notice)
    {
        if (notice is not ReadMarkerNotice marker)
            return;
        lock (_lock)
            _marks.TryAdd((marker.UserId, marker.RoomId), new Mark(marker.Room, IsRemoval: false));
        Wake();
    }

    /// <summary>In a large room: who did it, and who is named.</summary>
    private static IEnumerable<long> Concerned(RoomEvent entry)
        => (entry.Message?.Mentions ?? []).Select(person => person.Id).Concat(entry.ActorId is { } actorId ? [actorId] : []);

    /// <summary>Whom to tell of what: those with a connection that does not follow the room.</summary>
    private Dictionary<(long UserId, long RoomId), Mark> TakeMarks()
    {
        Dictionary<(long UserId, long RoomId), Mark> marks;
        Dictionary<long, string> rooms;
        lock (_lock)
            (marks, rooms, _marks, _rooms) = (_marks, _rooms, [], []);
        foreach (var (roomId, name) in rooms)
        {
            foreach (var userId in online.UsersIn(roomId))
                marks.TryAdd((userId, roomId), new Mark(name, IsRemoval: false));
        }

        return marks.Where(mark => registry.Of(mark.Key.UserId).Any(connection => !connection.Follows(mark.Value.Room))).ToDictionary();
    }

    private static void Tell(
        ClientConnection connection, List<KeyValuePair<(long UserId, long RoomId), Mark>> marks, Dictionary<(long UserId, long RoomId), RoomView> views)
    {
        var items = marks.Where(mark => views.ContainsKey(mark.Key)).Select(mark => RoomDto.From(views[mark.Key])).ToList();
        var removed = marks.Where(mark => mark.Value.IsRemoval && !views.ContainsKey(mark.Key)).Select(mark => mark.Value.Room).ToList();
        if (items.Count > 0 || removed.Count > 0)
            connection.Outbox.Post(HubMessages.RoomsChanged(items, removed), stale: null, events: 1);
    }

    private sealed record Mark(string Room, bool IsRemoval);

    private sealed record Subscriptions(IDisposable Events, IDisposable Notices) : IDisposable
    {
        public void Dispose()
        {
            Events.Dispose();
            Notices.Dispose();
        }
    }
}
