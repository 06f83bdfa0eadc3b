using System.Collections.Concurrent;

namespace ChatHub.Api.Realtime;

/// <summary>The live connections of this node. Safe for any number of callers.</summary>
public sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<string, ClientConnection> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, int> _connectionsOf = new();

    /// <summary>Whether any connection of the user lives.</summary>
    public bool IsOnline(long userId) => _connectionsOf.GetValueOrDefault(userId) > 0;

    internal void Add(ClientConnection connection)
    {
        _connections[connection.Id] = connection;
        _connectionsOf.AddOrUpdate(connection.Caller.UserId, 1, (_, count) => count + 1);
    }

    internal void Remove(ClientConnection connection)
    {
        if (!_connections.TryRemove(connection.Id, out _))
            return;
        var userId = connection.Caller.UserId;
        if (_connectionsOf.AddOrUpdate(userId, 0, (_, count) => count - 1) == 0)
            _connectionsOf.TryRemove(new KeyValuePair<long, int>(userId, 0));
    }
}
