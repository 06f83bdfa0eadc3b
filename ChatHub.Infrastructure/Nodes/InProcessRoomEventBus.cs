using System.Collections.Immutable;
using ChatHub.Domain.Log;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Nodes;

/// <summary>The bus of a single node: a call. One listener's failure is logged and reaches neither the log nor the other listeners.</summary>
internal sealed partial class InProcessRoomEventBus(ILogger<InProcessRoomEventBus> logger) : IRoomEventBus
{
    private ImmutableArray<Action<IReadOnlyList<RoomEvent>>> _listeners = [];

    public void Publish(IReadOnlyList<RoomEvent> events)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(events);
            }
            catch (Exception e)
            {
                LogFailed(e);
            }
        }
    }

    public IDisposable Subscribe(Action<IReadOnlyList<RoomEvent>> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, all => all.Add(listener));
        return new Subscription(this, listener);
    }

    [LoggerMessage(EventId = 1100, Level = LogLevel.Error, Message = "A listener failed to take note of committed events; it will find them in the log")]
    private partial void LogFailed(Exception cause);

    private sealed class Subscription(InProcessRoomEventBus bus, Action<IReadOnlyList<RoomEvent>> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref bus._listeners, all => all.Remove(listener));
    }
}
