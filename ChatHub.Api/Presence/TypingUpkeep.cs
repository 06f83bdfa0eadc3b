using ChatHub.Domain.Log;
using ChatHub.Domain.Presence;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Presence;

/// <summary>Ends typing that nobody ends: when it was not said again, when the message came, and when the typist is no member any more.</summary>
internal sealed class TypingUpkeep(TypingService typing, IRoomEventBus bus, TimeProvider time, ILogger<TypingUpkeep> logger)
    : LoopService(TimeSpan.FromMilliseconds(500), time, logger)
{
    protected override IDisposable Subscribe() => bus.Subscribe(TakeNote);

    protected override Task RunAsync(CancellationToken stopping)
    {
        typing.Expire();
        return Task.CompletedTask;
    }

    private void TakeNote(IReadOnlyList<RoomEvent> events)
    {
        foreach (var entry in events)
        {
            if (entry.Type == RoomEventType.MessagePosted)
                typing.End(entry.RoomId, entry.Message!.SenderId);
            else if (entry.IsRemoval)
                typing.End(entry.RoomId, entry.Member!.UserId);
        }
    }
}
