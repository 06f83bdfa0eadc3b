using ChatHub.Domain.Limits;

namespace ChatHub.Api.Limits;

/// <summary>
/// Whose each id is that the requests of a hub connection carry, from the negotiation that made it to the connection's end. Safe for any number of callers; a lock guards the ids.
/// It holds the ids that SignalR holds: those of live connections, those of connections that have ended a short while ago, whose last words may still be polled, and those that nobody has
/// connected with yet: of these a user, or an address, has as many as it may have connections.
/// </summary>
internal sealed class ConnectionIds(LimitOptions limits, ILimitLog log, TimeProvider time)
{
    // SignalR forgets an id that nobody connects with, or polls any more, after 15 seconds, which it looks for once a second.
    private static readonly TimeSpan UnusedLifetime = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _ids = new(StringComparer.Ordinal);
    private readonly Occupancy<long> _users = new(limits.ConnectionsPerUser);
    private readonly Occupancy<ClientAddress> _addresses = new(limits.ConnectionsPerAddress);
    private readonly Queue<(string Id, long Since)> _negotiated = new();
    private readonly Queue<(string Id, long Since)> _ended = new();

    /// <summary>Takes the place of an id that is yet to be made.</summary>
    /// <returns>False when the user or the address has too many that nobody has connected with.</returns>
    public bool TryReserve(long userId, ClientAddress? address)
    {
        lock (_lock)
        {
            RemoveUnused();
            var full = !_users.HasRoom(userId) ? nameof(LimitOptions.ConnectionsPerUser)
                : address is { } known && !_addresses.HasRoom(known) ? nameof(LimitOptions.ConnectionsPerAddress)
                : null;
            if (full is not null)
            {
                log.Refused(full);
                return false;
            }

            _users.Add(userId);
            if (address is { } counted)
                _addresses.Add(counted);
            return true;
        }
    }

    /// <summary>There will be no id for a place that was taken.</summary>
    public void Release(long userId, ClientAddress? address)
    {
        lock (_lock)
            GiveBack(userId, address);
    }

    /// <summary>The id of a place that was taken, for a user who may connect with it.</summary>
    public void Negotiated(string id, long userId, ClientAddress? address)
    {
        lock (_lock)
        {
            _ids[id] = new Entry(userId, address, IsLive: false);
            _negotiated.Enqueue((id, time.GetTimestamp()));
        }
    }

    /// <summary>The id is that of a live connection, until what is returned is disposed of, and a short while after that.</summary>
    public IDisposable Begin(string id, long userId)
    {
        lock (_lock)
        {
            RemoveEnded();
            if (_ids.TryGetValue(id, out var known) && !known.IsLive)
                GiveBack(known.UserId, known.Address);
            _ids[id] = new Entry(userId, Address: null, IsLive: true);
        }

        return new Life(this, id);
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

    private void End(string id)
    {
        lock (_lock)
        {
            RemoveEnded();
            _ended.Enqueue((id, time.GetTimestamp()));
        }
    }

    /// <summary>Called with the lock held.</summary>
    private void RemoveEnded()
    {
        while (_ended.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) > UnusedLifetime)
            _ids.Remove(_ended.Dequeue().Id);
    }

    /// <summary>Gives back the places of the ids that SignalR has forgotten; called with the lock held.</summary>
    private void RemoveUnused()
    {
        while (_negotiated.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) > UnusedLifetime)
        {
            _negotiated.Dequeue();
            if (!_ids.TryGetValue(oldest.Id, out var unused) || unused.IsLive)
                continue;
            _ids.Remove(oldest.Id);
            GiveBack(unused.UserId, unused.Address);
        }
    }

    private void GiveBack(long userId, ClientAddress? address)
    {
        _users.Remove(userId);
        if (address is { } known)
            _addresses.Remove(known);
    }

    /// <summary>That of a connection; ending it again does nothing.</summary>
    private sealed class Life(ConnectionIds ids, string id) : IDisposable
    {
        private bool _hasEnded;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _hasEnded, true))
                ids.End(id);
        }
    }

    private sealed record Entry(long UserId, ClientAddress? Address, bool IsLive);
}
