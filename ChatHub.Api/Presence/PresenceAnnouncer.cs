using System.Collections.Concurrent;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Presence;

/// <summary>
/// Tells people who share a followed room of each other's coming and going: five times a second at most, to each connection in one call, without a query.
/// Large rooms get a count instead, at most once in <see cref="CountPause"/> each and with one query.
/// </summary>
internal sealed class PresenceAnnouncer(
    PresenceTracker tracker, OnlineRooms online, RoomFeeds feeds, IRoomDirectory directory, IRoomEventBus bus, TimeProvider time, ILogger<PresenceAnnouncer> logger)
    : LoopService(TimeSpan.FromMilliseconds(200), time, logger)
{
    private static readonly TimeSpan CountPause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<(Person Person, long RoomId)> _joined = new();
    private readonly HashSet<long> _uncounted = [];
    private long _countedAt;

    protected override IDisposable Subscribe() => bus.Subscribe(events =>
    {
        foreach (var entry in events.Where(entry => entry.Type == RoomEventType.MemberJoined && tracker.IsOnline(entry.Member!.UserId)))
            _joined.Enqueue((new Person(entry.Member!.UserId, entry.Member.Username), entry.RoomId));
    });

    protected override async Task RunAsync(CancellationToken stopping)
    {
        Announce(tracker.TakeChanges());
        await CountAsync(stopping);
    }

    private void Announce(IReadOnlyList<PresenceChange> changes)
    {
        var seenBy = new Dictionary<ClientConnection, SortedDictionary<long, PresenceChange>>();
        foreach (var change in changes)
        {
            foreach (var feed in online.RoomsOf(change.Person.Id).Select(feeds.Find).OfType<RoomFeed>())
                Note(change, feed, seenBy);
            if (!change.IsOnline)
                tracker.WhileOffline(change.Person.Id, online.Remove);
        }

        // Who joins a room comes online to those who are there.
        while (_joined.TryDequeue(out var newcomer))
        {
            if (tracker.IsOnline(newcomer.Person.Id) && feeds.Find(newcomer.RoomId) is { } feed)
                Note(new PresenceChange(newcomer.Person, IsOnline: true, Time.GetUtcNow()), feed, seenBy);
        }

        // Those who see the same are sent the same bytes.
        foreach (var group in seenBy.GroupBy(pair => string.Join(' ', pair.Value.Keys), pair => pair, StringComparer.Ordinal))
        {
            var users = group.First().Value.Values.Select(change => new PresenceDto(change.Person.Username, change.IsOnline, change.LastSeen)).ToList();
            var message = HubMessages.PresenceChanged(users, rooms: []);
            foreach (var (connection, _) in group)
                connection.Outbox.Post(message, stale: null, events: 1);
        }
    }

    private void Note(PresenceChange change, RoomFeed feed, Dictionary<ClientConnection, SortedDictionary<long, PresenceChange>> seenBy)
    {
        if (feed.IsLarge)
        {
            _uncounted.Add(feed.RoomId);
            return;
        }

        foreach (var connection in feed.ListFollowers().Where(connection => connection.Caller.UserId != change.Person.Id))
        {
            if (!seenBy.TryGetValue(connection, out var seen))
                seenBy[connection] = seen = [];
            seen[change.Person.Id] = change;
        }
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
