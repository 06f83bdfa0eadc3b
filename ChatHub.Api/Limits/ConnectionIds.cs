namespace ChatHub.Api.Limits;

/// <summary>
/// Whose each id is that the requests of a hub connection carry, from the negotiation that made it to the connection's end. Safe for any number of callers; a lock guards the ids.
/// It holds the ids that SignalR holds: those of live connections, and those that nobody has connected with yet, for <see cref="UnusedLifetime"/>.
/// </summary>
internal sealed class ConnectionIds(TimeProvider time)
{
    // SignalR forgets an id that nobody connects with after 15 seconds, which it looks for once a second.
    private static readonly TimeSpan UnusedLifetime = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Since)> _negotiated = new();

    /// <summary>An id that was given to a user, who may connect with it.</summary>
    public void Negotiated(string id, long userId)
    {
        lock (_lock)
        {
            while (_negotiated.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) > UnusedLifetime)
            {
                _negotiated.Dequeue();
                if (_ids.TryGetValue(oldest.Id, out var unused) && !unused.IsLive)
                    _ids.Remove(oldest.Id);
            }

            _ids[id] = new Entry(userId, IsLive: false);
            _negotiated.Enqueue((id, time.GetTimestamp()));
        }
    }

    /// <summary>The id is that of a live connection, until what is returned is disposed of.</summary>
    public IDisposable Begin(string id, long userId)
    {
        lock (_lock)
            _ids[id] = new Entry(userId, IsLive: true);
        return new ConnectionSlot(() => Forget(id));
    }

    /// <summary>Whether the id is that of a live connection: then a request with it opens no other.</summary>
    public bool IsLive(string id)
    {
        lock (_lock)
            return _ids.TryGetValue(id, out var entry) && entry.IsLive;
    }

    /// <summary>Whether the id is another user's.</summary>
    public bool IsForeign(string id, long userId)
    {
        lock (_lock)
            return _ids.TryGetValue(id, out var entry) && entry.UserId != userId;
    }

    private void Forget(string id)
    {
        lock (_lock)
            _ids.Remove(id);
    }

    private sealed record Entry(long UserId, bool IsLive);
}
