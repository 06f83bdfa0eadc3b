using System.Collections.Concurrent;
using ChatHub.Domain.Nodes;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Passes on who types, and who has read how far, to those who follow the room. Markers are gathered for a moment, the last of each user counts:
/// a busy room whose readers all keep up would else send a marker for each message and reader to every other. In a large room markers go to the user's
/// own devices only. Holds one marker for each user and room that moved within it.
/// </summary>
internal sealed class NoticeBroadcast(INoticeBus notices, RoomFeeds feeds, TimeProvider time, ILogger<NoticeBroadcast> logger)
    : LoopService(TimeSpan.FromMilliseconds(200), time, logger)
{
    private readonly ConcurrentDictionary<(long RoomId, long UserId), ReadMarkerNotice> _markers = new();

    protected override IDisposable Subscribe() => notices.Subscribe(TakeNote);

    protected override Task RunAsync(CancellationToken stopping)
    {
        foreach (var key in _markers.Keys)
        {
            if (_markers.TryRemove(key, out var marker))
                Send(marker);
        }

        return Task.CompletedTask;
    }

    private void TakeNote(Notice notice)
    {
        if (notice is TypingNotice typing)
            feeds.Find(typing.RoomId)?.Hint(HubMessages.Typing(typing), connection => connection.Caller.UserId != typing.UserId);
        else if (notice is ReadMarkerNotice marker)
            _markers.AddOrUpdate((marker.RoomId, marker.UserId), marker, (_, known) => known.Seq > marker.Seq ? known : marker);
    }

    private void Send(ReadMarkerNotice marker)
    {
        if (feeds.Find(marker.RoomId) is not { } feed)
            return;
        var isForAll = !feed.IsLarge;
        feed.Hint(
            HubMessages.ReadMarkerMoved(marker),
            connection => connection.Id != marker.Connection && (isForAll || connection.Caller.UserId == marker.UserId));
    }
}
