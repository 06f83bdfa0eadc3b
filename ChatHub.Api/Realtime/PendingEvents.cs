using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;

namespace ChatHub.Api.Realtime;

/// <summary>
/// The committed events that a feed has been offered and has not given out yet, at most <see cref="Limit"/>; beyond that they are forgotten, and read from the
/// log in their turn. Guarded by the feed's lock.
/// </summary>
internal sealed class PendingEvents
{
    private const int Limit = 4096;

    private readonly Queue<RoomEvent> _events = new();

    public int Count => _events.Count;

    public void Add(RoomEvent entry)
    {
        if (_events.Count == Limit)
            _events.Clear();
        _events.Enqueue(entry);
    }

    /// <summary>What is deleted is not sent any more, even if it was committed before.</summary>
    public void Withdraw(Message tombstone)
    {
        for (var left = _events.Count; left > 0; left--)
        {
            var waiting = _events.Dequeue();
            _events.Enqueue(waiting.Message?.Id == tombstone.Id ? waiting with { Message = tombstone } : waiting);
        }
    }

    /// <summary>The events that follow on <paramref name="position"/>: none if the next one is not there. One that ends a membership comes alone.</summary>
    public List<RoomEvent> TakeAfter(long position, int limit)
    {
        while (_events.TryPeek(out var old) && old.Seq <= position)
            _events.Dequeue();
        var batch = new List<RoomEvent>();
        while (batch.Count < limit && _events.TryPeek(out var next) && next.Seq == position + batch.Count + 1)
        {
            if (next.IsRemoval && batch.Count > 0)
                break;
            batch.Add(_events.Dequeue());
            if (next.IsRemoval)
                break;
        }

        return batch;
    }
}
