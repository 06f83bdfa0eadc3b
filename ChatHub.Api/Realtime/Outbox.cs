using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Everything that the server pushes to one connection: one queue, one writer at a time, so that what is posted first arrives first. Any thread may post; a lock guards the queue.
/// It holds at most so many events and bytes (0 for no limit); past either the reader is too slow: the queue is dropped, the overflow is
/// reported once, and nothing more is taken. Catch-up is not counted, because it comes one chunk at a time, as the chunk before is written.
/// What waits together goes out in one write, as far as it is little: a write costs more than what is in it.
/// </summary>
/// <param name="target">What is written to.</param>
/// <param name="limits">How much it holds.</param>
internal sealed class Outbox(IOutboxTarget target, LimitOptions limits) : IThreadPoolWorkItem
{
    private const int MaxHints = 128;

    // What is large gains nothing, and would have to be copied.
    private const int MaxBytesTogether = 32 * 1024;

    // Well below the limit: a hint must never be what makes a reader too slow.
    private readonly int _hintLimit = limits.OutboundQueue > 0 ? Math.Min(MaxHints, limits.OutboundQueue / 2) : MaxHints;
    private readonly long _byteLimit = limits.OutboundKilobytes * 1024L;
    private readonly Lock _lock = new();
    private readonly Queue<Item> _items = new();
    private bool _isWriting;
    private bool _isFirst; // What was held last, into an empty queue.
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
    public bool Enqueue(SerializedHubMessage message, IStale? stale, int events) => Enqueue(message, stale, events, isAlong: false);

    /// <summary>As <see cref="Enqueue(SerializedHubMessage, IStale?, int)"/>, for what goes out with a push that was enqueued just now: where that fitted, this does.</summary>
    /// <returns>As there.</returns>
    public bool EnqueueAlong(SerializedHubMessage message, IStale? stale, int events) => Enqueue(message, stale, events, isAlong: true);

    private bool Enqueue(SerializedHubMessage message, IStale? stale, int events, bool isAlong)
    {
        bool isTooMuch;
        lock (_lock)
        {
            if (_isClosed)
                return false;
            var bytes = Hold(message, events, isAlong, out isTooMuch);
            if (!isTooMuch)
                return Add(new Item(message, stale, events, bytes, Written: null));
        }

        if (Close())
            target.Overflow();
        return false;
    }

    /// <summary>Posts what is worth nothing later; it is dropped when much else waits.</summary>
    public void PostHint(SerializedHubMessage message, IStale? stale)
    {
        lock (_lock)
        {
            if (_isClosed || _held >= _hintLimit)
                return;
            var bytes = Hold(message, events: 1, isAlong: false, out _);
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

    /// <summary>Writes what waits, as far as the connection takes it at once; the rest follows by itself. After <see cref="Enqueue(SerializedHubMessage, IStale?, int)"/> only.</summary>
    public void Write()
    {
        while (TryTake(out var taken))
        {
            var writing = WriteAsync(taken);
            if (!writing.IsCompletedSuccessfully)
            {
                _ = WriteOnAsync(taken, writing);
                return;
            }

            taken.Settle(!_isClosed);
        }
    }

    void IThreadPoolWorkItem.Execute() => Write();

    private async Task WriteOnAsync(Taken taken, ValueTask writing)
    {
        try
        {
            await writing;
            taken.Settle(!_isClosed);
            while (TryTake(out taken))
            {
                await WriteAsync(taken);
                taken.Settle(!_isClosed);
            }
        }
        catch (Exception e)
        {
            // This is the writer still, so what waits is let go of here.
            taken.Settle(isWritten: false);
            Close();
            Write();
            target.Fail(e);
        }
    }

    private ValueTask WriteAsync(Taken taken)
    {
        try
        {
            if (taken.More is not null)
                return target.WriteAsync(taken.More.Prepend(taken.First).Where(IsDue).Select(item => item.Message!));
            return IsDue(taken.First) ? target.WriteAsync(taken.First.Message!) : ValueTask.CompletedTask;
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }

    private bool IsDue(Item item) => item.Message is not null && !_isClosed && item.Stale?.IsStale != true;

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

    /// <summary>The writer takes what goes into the next write, or is the writer no longer.</summary>
    private bool TryTake(out Taken taken)
    {
        lock (_lock)
        {
            _isWriting = _items.TryDequeue(out var first);
            taken = new Taken(first, _isWriting ? TakeMore(first) : null);
            LetGo(first);
            return _isWriting;
        }
    }

    /// <summary>Takes what fits into a write beside its first item; called with the lock held.</summary>
    private List<Item>? TakeMore(Item first)
    {
        List<Item>? more = null;
        int? bytes = null;
        while (!first.IsChunk && _items.TryPeek(out var next) && !next.IsChunk)
        {
            if (next.Message is { } push)
            {
                bytes = (bytes ?? SizeOf(first.Message)) + SizeOf(push);
                if (bytes > MaxBytesTogether)
                    break;
            }

            (more ??= []).Add(_items.Dequeue());
            LetGo(next);
        }

        return more;
    }

    private int SizeOf(SerializedHubMessage? push) => push is null ? 0 : target.SizeOf(push);

    private void LetGo(Item item)
    {
        _held -= item.Events;
        _heldBytes -= item.Bytes;
    }

    /// <summary>Counts what is about to wait; called with the lock held.</summary>
    /// <returns>Its bytes, as far as they were counted.</returns>
    private int Hold(SerializedHubMessage message, int events, bool isAlong, out bool isTooMuch)
    {
        // A single push larger than the limit still fits into an empty queue, with what goes along; and who keeps up costs no measuring.
        _isFirst = _held == 0 || (isAlong && _isFirst);
        var bytes = _isFirst ? 0 : target.SizeOf(message);
        _held += events;
        _heldBytes += bytes;
        isTooMuch = !_isFirst && ((limits.OutboundQueue > 0 && _held > limits.OutboundQueue) || (_byteLimit > 0 && _heldBytes > _byteLimit));
        return bytes;
    }

    private readonly record struct Item(SerializedHubMessage? Message, IStale? Stale, int Events, int Bytes, TaskCompletionSource<bool>? Written)
    {
        /// <summary>A chunk of catch-up is of one connection alone, and large: it would be encoded while others wait for the lock.</summary>
        public bool IsChunk => Message is not null && Written is not null;
    }

    /// <summary>What goes into one write.</summary>
    private readonly record struct Taken(Item First, List<Item>? More)
    {
        public void Settle(bool isWritten)
        {
            First.Written?.TrySetResult(isWritten);
            More?.ForEach(item => item.Written?.TrySetResult(isWritten));
        }
    }
}
