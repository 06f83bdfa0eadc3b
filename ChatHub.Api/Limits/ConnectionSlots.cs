using ChatHub.Domain.Limits;

namespace ChatHub.Api.Limits;

/// <summary>
/// The live hub connections of this node, by user and by address: who may have one more. Safe for any number of callers; a lock guards the counts, so that of any number who come at
/// once only as many get in as may. It holds what is open, so the limits bound it.
/// </summary>
internal sealed class ConnectionSlots(LimitOptions limits, ILimitLog log)
{
    private readonly Lock _lock = new();
    private readonly Occupancy<long> _users = new(limits.ConnectionsPerUser);
    private readonly Occupancy<ClientAddress> _addresses = new(limits.ConnectionsPerAddress);

    /// <summary>Takes a slot, which whoever disposes of it gives back.</summary>
    /// <param name="userId">Whose connection it is.</param>
    /// <param name="address">Null for one that has none.</param>
    /// <returns>Null when the user or the address has none left.</returns>
    public ConnectionSlot? TryReserve(long userId, ClientAddress? address)
    {
        lock (_lock)
        {
            if (!HasRoom(userId, address))
                return null;
            _users.Add(userId);
            if (address is { } known)
                _addresses.Add(known);
        }

        return new ConnectionSlot(this, userId, address);
    }

    /// <summary>Whether there is a slot now; by the time one is asked for it may be gone.</summary>
    public bool HasRoom(long userId, ClientAddress? address)
    {
        lock (_lock)
        {
            var full = !_users.HasRoom(userId) ? nameof(LimitOptions.ConnectionsPerUser)
                : address is { } known && !_addresses.HasRoom(known) ? nameof(LimitOptions.ConnectionsPerAddress)
                : null;
            if (full is not null)
                log.Refused(full);
            return full is null;
        }
    }

    /// <summary>For the slot itself alone.</summary>
    internal void Release(long userId, ClientAddress? address)
    {
        lock (_lock)
        {
            _users.Remove(userId);
            if (address is { } known)
                _addresses.Remove(known);
        }
    }
}

/// <summary>A slot, held until it is disposed of; disposing of it again does nothing.</summary>
internal sealed class ConnectionSlot(ConnectionSlots slots, long userId, ClientAddress? address) : IDisposable
{
    private bool _isReleased;

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isReleased, true))
            slots.Release(userId, address);
    }
}
