using System.Threading.Channels;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Everything that the server pushes to one connection: one queue, one writer, so that what is posted first arrives first. Any thread may post.
/// It holds at most so many events and bytes (0 for no limit); past either the reader is too slow: the queue is dropped, the overflow is
/// reported once, and nothing more is taken. Catch-up is not counted, because it comes one chunk at a time, as the chunk before is written.
/// </summary>
/// <param name="write">Writes to the connection.</param>
/// <param name="size">The bytes of a push as this connection gets it: those that are written later, not encoded twice.</param>
/// <param name="limits">How much it holds.</param>
/// <param name="overflowed">Called once, when it is more.</param>
internal sealed class Outbox(Func<SerializedHubMessage, ValueTask> write, Func<SerializedHubMessage, int> size, LimitOptions limits, Action overflowed)
{
    private const int MaxHints = 128;

    // Well below the limit: a hint must never be what makes a reader too slow.
    private readonly int _hintLimit = limits.OutboundQueue > 0 ? Math.Min(MaxHints, limits.OutboundQueue / 2) : MaxHints;
    private readonly long _byteLimit = limits.OutboundKilobytes * 1024L;
    private readonly Channel<Item> _items = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    private int _held;
    private long _heldBytes;
    private int _isClosed;

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>Posts a push of some events. Never waits.</summary>
    /// <param name="message">The push.</param>
    /// <param name="stale">Asked just before it is written; when it says true, the push is dropped.</param>
    /// <param name="events">How much it counts.</param>
    public void Post(SerializedHubMessage message, IStale? stale, int events)
    {
        if (IsClosed)
            return;
        var bytes = Hold(message, events, out var isTooMuch);
        if (!isTooMuch)
            _items.Writer.TryWrite(new Item(message, stale, events, bytes, Written: null));
        else if (Close())
            overflowed();
    }

    /// <summary>Posts what is worth nothing later; it is dropped when much else waits.</summary>
    public void PostHint(SerializedHubMessage message, IStale? stale)
    {
        if (IsClosed || Volatile.Read(ref _held) >= _hintLimit)
            return;
        var bytes = Hold(message, events: 1, out _);
        _items.Writer.TryWrite(new Item(message, stale, Events: 1, bytes, Written: null));
    }

    /// <summary>Posts a chunk of catch-up, or with no message a mark; completes when it, and all before it, is written.</summary>
    /// <returns>False when the connection closed before that.</returns>
    public Task<bool> PostAsync(SerializedHubMessage? message, IStale? stale)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_items.Writer.TryWrite(new Item(message, stale, Events: 0, Bytes: 0, written)))
            written.TrySetResult(false);
        return written.Task;
    }

    /// <summary>Takes nothing more; what waits is dropped.</summary>
    /// <returns>False when it was closed before.</returns>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return false;
        _items.Writer.TryComplete();
        return true;
    }

    /// <summary>Writes until closed. Run once.</summary>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var item in _items.Reader.ReadAllAsync())
            {
                Interlocked.Add(ref _held, -item.Events);
                Interlocked.Add(ref _heldBytes, -item.Bytes);
                if (item.Message is not null && !IsClosed && item.Stale?.IsStale != true)
                    await write(item.Message);
                item.Written?.TrySetResult(!IsClosed);
            }
        }
        finally
        {
            Close();
            while (_items.Reader.TryRead(out var item))
                item.Written?.TrySetResult(false);
        }
    }

    /// <summary>Counts what is about to wait.</summary>
    /// <returns>Its bytes, as far as they were counted.</returns>
    private int Hold(SerializedHubMessage message, int events, out bool isTooMuch)
    {
        var held = Interlocked.Add(ref _held, events);
        isTooMuch = false;
        // A single push larger than the limit still fits into an empty queue; and who keeps up costs no measuring.
        if (held <= events)
            return 0;
        var bytes = size(message);
        var heldBytes = Interlocked.Add(ref _heldBytes, bytes);
        isTooMuch = (limits.OutboundQueue > 0 && held > limits.OutboundQueue) || (_byteLimit > 0 && heldBytes > _byteLimit);
        return bytes;
    }

    private readonly record struct Item(SerializedHubMessage? Message, IStale? Stale, int Events, int Bytes, TaskCompletionSource<bool>? Written);
}

/// <summary>Why a push may have become pointless while it waited.</summary>
internal interface IStale
{
    bool IsStale { get; }
}
