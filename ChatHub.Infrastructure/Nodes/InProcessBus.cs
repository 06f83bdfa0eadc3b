using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Nodes;

/// <summary>The bus of a single node: a call. One listener's failure is logged and reaches neither the publisher nor the other listeners. Safe for any number of callers.</summary>
internal abstract partial class InProcessBus<T>(ILogger logger)
{
    private ImmutableArray<Action<T>> _listeners = [];

    public void Publish(T item)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(item);
            }
            catch (Exception e)
            {
                LogFailed(logger, e);
            }
        }
    }

    public IDisposable Subscribe(Action<T> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, all => all.Add(listener));
        return new Subscription(this, listener);
    }

    [LoggerMessage(EventId = 1100, Level = LogLevel.Error, Message = "A listener failed to take note of what was published")]
    private static partial void LogFailed(ILogger logger, Exception cause);

    private sealed class Subscription(InProcessBus<T> bus, Action<T> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref bus._listeners, all => all.Remove(listener));
    }
}
