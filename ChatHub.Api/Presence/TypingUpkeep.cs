using System.Collections.Concurrent;
using ChatHub.Domain.Log;
using ChatHub.Domain.Presence;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Presence;

/// <summary>Ends typing that nobody ends: when it was not said again, when the message came, and when the typist is no member any more.</summary>
internal sealed class TypingUpkeep(TypingService typing, IRoomEventBus bus, TimeProvider time, ILogger<TypingUpkeep> logger)
    : LoopService(TimeSpan.FromMilliseconds(200), time, logger)
{
    private readonly ConcurrentDictionary<(long RoomId, long UserId), bool> _ended = new();

    protected override IDisposable Subscribe() => bus.Subscribe(TakeNote);

    protected override Task RunAsync(CancellationToken stopping)
    {
        foreach (var (roomId, userId) in _ended.Keys)
        {
            _ended.TryRemove((roomId, userId), out _);
            typing.End(roomId, userId);
        }

        typing.Expire();
        return Task.CompletedTask;
    }

    /// <summary>On the log's own thread, so it only notes who; a room where nobody types costs nothing.</summary>
    private void TakeNote(IReadOnlyList<RoomEvent> events)
    {
        if (!typing.IsAnyone)
            return;
        foreach (var entry in events)
        {
            if (entry.Type == RoomEventType.MessagePosted)
                _ended[(entry.RoomId, entry.Message!.SenderId)] = true;
            else if (entry.IsRemoval)
                _ended[(entry.RoomId, entry.Member!.UserId)] = true;
        }
    }
}
