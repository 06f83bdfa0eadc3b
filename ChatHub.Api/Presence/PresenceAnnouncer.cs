using System.Collections.Concurrent;
using ChatHub.Api.Realtime;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Presence;

/// <summary>
/// Tells people who share a followed room of each other's coming and going: five times a second at most, to each room in one call that is encoded once, without a query.
/// Large rooms get a count instead, at most once in <see cref="CountPause"/> each and with one query.
/// </summary>
internal sealed class PresenceAnnouncer(
    PresenceTracker tracker, OnlineRooms online, RoomFeeds feeds, IRoomDirectory directory, IRoomEventBus bus, TimeProvider time, ILogger<PresenceAnnouncer> logger)
    : LoopService(TimeSpan.FromMilliseconds(200), time, logger)
{
    private const int Few = 20;

    private static readonly TimeSpan CountPause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<(Person Person, long RoomId, bool HasJoined)> _moved = new();
    private readonly HashSet<long> _uncounted = [];
    private long _countedAt;

    protected override IDisposable Subscribe() => bus.Subscribe(events =>
    {
        foreach (var entry in events.Where(entry => (entry.EndsMembership || entry.Type == RoomEventType.MemberJoined) && tracker.IsOnline(entry.Member!.UserId)))
            _moved.Enqueue((new Person(entry.Member!.UserId, entry.Member.Username), entry.RoomId, entry.Type == RoomEventType.MemberJoined));
    });

    protected override async Task RunAsync(CancellationToken stopping)
    {
        var seenIn = new Dictionary<RoomFeed, Dictionary<long, PresenceChange>>();
        foreach (var change in tracker.TakeChanges(online.IsKnown))
        {
            foreach (var feed in change.IsNews ? online.RoomsOf(change.Person.Id).Select(feeds.Find).OfType<RoomFeed>() : [])
                Note(change, feed, seenIn);
            if (!change.IsOnline)
                tracker.WhileOffline(change.Person.Id, online.Remove);
        }

        NoteMoved(seenIn);
        var told = new HashSet<(ClientConnection, long)>();
        foreach (var (feed, seen) in seenIn)
            Announce(feed, seen, told);
        await CountAsync(stopping);
    }

    /// <summary>Who joins a room comes online to those who are there; in a large one who joins or leaves changes the count.</summary>
    private void NoteMoved(Dictionary<RoomFeed, Dictionary<long, PresenceChange>> seenIn)
    {
        while (_moved.TryDequeue(out var moved))
        {
            if (feeds.Find(moved.RoomId) is { } feed && tracker.IsOnline(moved.Person.Id) && (moved.HasJoined || feed.IsLarge))
                Note(new PresenceChange(moved.Person, IsOnline: true, IsNews: true, Time.GetUtcNow()), feed, seenIn);
        }
    }

    private void Note(PresenceChange change, RoomFeed feed, Dictionary<RoomFeed, Dictionary<long, PresenceChange>> seenIn)
    {
        if (feed.IsLarge)
            _uncounted.Add(feed.RoomId);
        else if (seenIn.TryGetValue(feed, out var seen))
            seen[change.Person.Id] = change;
        else
            seenIn[feed] = new() { [change.Person.Id] = change };
    }

    /// <summary>
    /// All who follow get the same bytes, but for those who would be told of nobody but themselves, or were told all of it in another room. When many come at
    /// once, as after a restart, that is not looked at: it would cost their square.
    /// </summary>
    private static void Announce(RoomFeed feed, Dictionary<long, PresenceChange> seen, HashSet<(ClientConnection, long)> told)
    {
        var message = HubMessages.PresenceChanged(
            [.. seen.Values.Select(change => new PresenceDto(change.Person.Username, change.IsOnline, change.LastSeen))], rooms: []);
        foreach (var connection in feed.ListFollowers())
        {
            if (seen.Count > Few || IsNewTo(connection, seen, told))
                connection.Outbox.Post(message, stale: null, events: 1);
        }
    }

    private static bool IsNewTo(ClientConnection connection, Dictionary<long, PresenceChange> seen, HashSet<(ClientConnection, long)> told)
    {
        var isNew = false;
        foreach (var userId in seen.Keys)
            isNew |= userId != connection.Caller.UserId && told.Add((connection, userId));
        return isNew;
    }

    private async Task CountAsync(CancellationToken stopping)
    {
        if (_uncounted.Count == 0 || Time.GetElapsedTime(_countedAt) < CountPause)
            return;
        _countedAt = Time.GetTimestamp();
        foreach (var roomId in _uncounted.ToList())
        {
            _uncounted.Remove(roomId);
            if (feeds.Find(roomId) is not { } feed)
                continue;
            var count = await directory.CountMembersAsync(roomId, tracker.ListOnline(), stopping);
            feed.Hint(HubMessages.PresenceChanged(users: [], [new RoomPresenceDto(feed.RoomName, count)]), _ => true);
        }
    }
}
