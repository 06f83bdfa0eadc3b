using System.Collections.Concurrent;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>The feeds of the rooms that someone on this node follows; a room that nobody follows costs nothing. Safe for any number of callers.</summary>
internal sealed class RoomFeeds : ITranslationAudience, IDisposable
{
    private readonly Dictionary<long, (RoomFeed Feed, int Followings)> _feeds = [];
    private readonly ConcurrentDictionary<long, RoomFeed> _open = new();
    private readonly FeedTranslations _translations;
    private readonly IRoomLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger<RoomFeed> _logger;
    private readonly IDisposable[] _subscriptions;

    public RoomFeeds(IRoomLog log, IRoomEventBus bus, FeedTranslations translations, ITranslationBus translationBus, TimeProvider time, ILogger<RoomFeed> logger)
    {
        (_log, _translations, _time, _logger) = (log, translations, time, logger);
        _subscriptions = [bus.Subscribe(TakeNote), translationBus.Subscribe(TakeNote)];
    }

    /// <summary>Has the connection follow the room, catching up for now: from here on no removal and no translation passes it by.</summary>
    public Following Follow(ClientConnection connection, Room room)
    {
        lock (_feeds)
        {
            if (!_feeds.TryGetValue(room.Id, out var entry))
                _open[room.Id] = (entry = (new RoomFeed(room, _log, _translations, _time, _logger), 0)).Feed;
            _feeds[room.Id] = (entry.Feed, entry.Followings + 1);
            var following = new Following(connection, entry.Feed, room);
            entry.Feed.Add(following, _translations.Rules.Resolve(connection.Language));
            return following;
        }
    }

    /// <summary>Ends a following. Each is released once.</summary>
    public void Release(Following following)
    {
        lock (_feeds)
        {
            following.Feed.Remove(following);
            var roomId = following.Room.Id;
            var (feed, followings) = _feeds[roomId];
            if (followings > 1)
            {
                _feeds[roomId] = (feed, followings - 1);
                return;
            }

            _feeds.Remove(roomId);
            _open.TryRemove(roomId, out _);
        }
    }

    /// <summary>The feed of a room; null when nobody here follows it.</summary>
    public RoomFeed? Find(long roomId) => _open.GetValueOrDefault(roomId);

    /// <summary>Completes when every feed has given out what was committed up to now.</summary>
    public Task SettleAsync() => Task.WhenAll(_open.Values.Select(feed => feed.SettleAsync()));

    public IReadOnlyCollection<string> GetLanguages(long roomId) => _open.TryGetValue(roomId, out var feed) ? feed.Languages : [];

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }

    private void TakeNote(IReadOnlyList<RoomEvent> events)
    {
        foreach (var entry in events)
        {
            if (_open.TryGetValue(entry.RoomId, out var feed))
                feed.Offer(entry);
        }
    }

    private void TakeNote(IReadOnlyList<TranslationPatch> patches)
    {
        foreach (var room in patches.GroupBy(patch => patch.RoomId))
        {
            if (_open.TryGetValue(room.Key, out var feed))
                feed.Offer(room);
        }
    }
}
