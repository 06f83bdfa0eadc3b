using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Everything that the server pushes to one connection: one queue, one writer at a time, so that what is posted first arrives first. Any thread may post; a lock guards the queue.
/// It holds at most so many events and bytes (0 for no limit); past either the reader is too slow: the queue is dropped, the overflow is
/// reported once, and nothing more is taken. Catch-up is not counted, because it comes one chunk at a time, as the chunk before is written.
/// </summary>
/// <param name="write">Writes to the connection.</param>
/// <param name="size">The bytes of a push as this connection gets it: those that are written later, not encoded twice.</param>
/// <param name="limits">How much it holds.</param>
/// <param name="overflowed">Called once, when it is more.</param>
/// <param name="failed">Called once, when a write has thrown; nothing is written after it.</param>
internal sealed class Outbox(
    Func<SerializedHubMessage, ValueTask> write, Func<SerializedHubMessage, int> size, LimitOptions limits, Action overflowed, Action<Exception> failed)
    : IThreadPoolWorkItem
{
    private const int MaxHints = 128;

    // Well below the limit: a hint must never be what makes a reader too slow.
    private readonly int _hintLimit = limits.OutboundQueue > 0 ? Math.Min(MaxHints, limits.OutboundQueue / 2) : MaxHints;
    private readonly long _byteLimit = limits.OutboundKilobytes * 1024L;
    private readonly Lock _lock = new();
    private readonly Queue<Item> _items = new();
    private bool _isWriting;
    private int _held;
    private long _heldBytes;
    private volatile bool _isClosed;

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Posts a push of some events, to be written on the thread pool. Never waits.</summary>
    /// <param name="message">The push.</param>
    /// <param name="stale">Asked just before it is written; when it says true, the push is dropped.</param>
    /// <param name="events">How much it counts.</param>
    public void Post(SerializedHubMessage message, IStale? stale, int events)
    {
        if (Enqueue(message, stale, events))
            Schedule();
    }

    /// <summary>
    /// As <see cref="Post"/>, but leaves the writing to the caller: who fans out to many connections and writes to each at once saves a change of threads for each.
    /// </summary>
    /// <returns>True when the caller has to call <see cref="Write"/>, soon, and holding no lock.</returns>
    public bool Enqueue(SerializedHubMessage message, IStale? stale, int events)
    {
        bool isTooMuch;
        lock (_lock)
        {
            if (_isClosed)
                return false;
            var bytes = Hold(message, events, out isTooMuch);
            if (!isTooMuch)
                return Add(new Item(message, stale, events, bytes, Written: null));
        }

        if (Close())
            overflowed();
        return false;
    }

    /// <summary>Posts what is worth nothing later; it is dropped when much else waits.</summary>
    public void PostHint(SerializedHubMessage message, IStale? stale)
    {
        lock (_lock)
        {
            if (_isClosed || _held >= _hintLimit)
                return;
            var bytes = Hold(message, events: 1, out _);
            if (!Add(new Item(message, stale, Events: 1, bytes, Written: null)))
                return;
        }

        Schedule();
    }

    /// <summary>Posts a chunk of catch-up, or with no message a mark; completes when it, and all before it, is written.</summary>
    /// <returns>False when the connection closed before that.</returns>
    public Task<bool> PostAsync(SerializedHubMessage? message, IStale? stale)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isClosed)
                return Task.FromResult(false);
            if (!Add(new Item(message, stale, Events: 0, Bytes: 0, written)))
                return written.Task;
        }

        Schedule();
        return written.Task;
    }

    /// <summary>Takes nothing more; what waits is dropped.</summary>
    /// <returns>False when it was closed before.</returns>
    public bool Close()
    {
        lock (_lock)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            if (!Begin())
                return true;
        }

        Schedule();
        return true;
    }

    /// <summary>Writes what waits, as far as the connection takes it at once; the rest follows by itself. After <see cref="Enqueue"/> only.</summary>
    public void Write()
    {
        while (TryTake(out var item))
        {
            var writing = WriteAsync(item);
            if (!writing.IsCompletedSuccessfully)
            {
                _ = WriteOnAsync(item, writing);
                return;
            }

            item.Written?.TrySetResult(!_isClosed);
        }
    }

    void IThreadPoolWorkItem.Execute() => Write();

    private async Task WriteOnAsync(Item item, ValueTask writing)
    {
        try
        {
            await writing;
            item.Written?.TrySetResult(!_isClosed);
            while (TryTake(out item))
            {
                await WriteAsync(item);
                item.Written?.TrySetResult(!_isClosed);
            }
        }
        catch (Exception e)
        {
            // This is the writer still, so what waits is let go of here.
            item.Written?.TrySetResult(false);
            Close();
            Write();
            failed(e);
        }
    }

    private ValueTask WriteAsync(Item item)
    {
        try
        {
            return item.Message is null || _isClosed || item.Stale?.IsStale == true ? ValueTask.CompletedTask : write(item.Message);
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }

    /// <summary>As <see cref="Write"/>, on the thread pool.</summary>
    public void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Called with the lock held.</summary>
    /// <returns>As of <see cref="Begin"/>.</returns>
    private bool Add(Item item)
    {
        _items.Enqueue(item);
        return Begin();
    }

    /// <summary>Called with the lock held.</summary>
    /// <returns>Whether the caller is the writer now.</returns>
    private bool Begin() => !_isWriting && _items.Count > 0 && (_isWriting = true);

    /// <summary>The writer takes the next item, or is the writer no longer.</summary>
    private bool TryTake(out Item item)
    {
        lock (_lock)
        {
            _isWriting = _items.TryDequeue(out item);
            _held -= item.Events;
            _heldBytes -= item.Bytes;
            return _isWriting;
        }
    }

    /// <summary>Counts what is about to wait; called with the lock held.</summary>
    /// <returns>Its bytes, as far as they were counted.</returns>
    private int Hold(SerializedHubMessage message, int events, out bool isTooMuch)
    {
        isTooMuch = false;
        // A single push larger than the limit still fits into an empty queue; and who keeps up costs no measuring.
        var isFirst = _held == 0;
        var bytes = isFirst ? 0 : size(message);
        _held += events;
        _heldBytes += bytes;
        if (isFirst)
            return 0;
        isTooMuch = (limits.OutboundQueue > 0 && _held > limits.OutboundQueue) || (_byteLimit > 0 && _heldBytes > _byteLimit);
        return bytes;
    }

    private readonly record struct Item(SerializedHubMessage? Message, IStale? Stale, int Events, int Bytes, TaskCompletionSource<bool>? Written);
}

/// <summary>Why a push may have become pointless while it waited.</summary>
internal interface IStale
{
    bool IsStale { get; }
}
