using System.Collections.Immutable;

namespace ChatHub.Api.Realtime;

/// <summary>The live connections of this node, by user. Safe for any number of callers; a lock guards the dictionary.</summary>
internal sealed class ConnectionRegistry
{
    private readonly Dictionary<long, ImmutableArray<ClientConnection>> _connections = [];

    /// <summary>The connections of a user; none is an answer, too.</summary>
    public ImmutableArray<ClientConnection> Of(long userId)
    {
        lock (_connections)
            return _connections.GetValueOrDefault(userId, []);
    }

    /// <summary>All of them, as they are now.</summary>
    public IReadOnlyList<ClientConnection> List()
    {
        lock (_connections)
            return _connections.Values.SelectMany(connections => connections).ToList();
    }

    public void Add(ClientConnection connection)
    {
        lock (_connections)
            _connections[connection.Caller.UserId] = _connections.GetValueOrDefault(connection.Caller.UserId, []).Add(connection);
    }

    public void Remove(ClientConnection connection)
    {
        lock (_connections)
        {
            var left = _connections.GetValueOrDefault(connection.Caller.UserId, []).Remove(connection);
            if (left.IsEmpty)
                _connections.Remove(connection.Caller.UserId);
            else
                _connections[connection.Caller.UserId] = left;
        }
    }
}
