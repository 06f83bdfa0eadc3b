using System.Collections.Concurrent;
using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Lets the client of a connection on long polling read why its session has ended: that waits for its next poll, and each poll carries a token, which is that session's and not good any
/// more. So the polls of a connection that is ending come through with it, and nothing else does. Safe for any number of callers; it holds the connections on long polling, by the id that
/// their requests carry, and those that were told why they end for <see cref="UnreadLifetime"/> more.
/// </summary>
internal sealed class LastPolls(TimeProvider time)
{
    // By how much the ending of a connection may lag behind that of its session.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Who polls at all does so again within a round trip; SignalR would keep it for 15 seconds.
    private static readonly TimeSpan UnreadLifetime = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, ClientConnection> _connections = new(StringComparer.Ordinal);

    public void Begin(string id, ClientConnection connection) => _connections[id] = connection;

    /// <summary>The connection is gone, but perhaps not yet what its client has to read.</summary>
    public async Task EndAsync(string id, ClientConnection connection)
    {
        if (connection.Ending.IsCompleted)
            await Task.Delay(UnreadLifetime, time);
        _connections.TryRemove(id, out _);
    }

    /// <summary>Whose poll a request is that came with a token of a session that has ended.</summary>
    /// <returns>Null for one that is no poll of a connection that ends with this session.</returns>
    public async Task<Caller?> FindCallerAsync(HttpRequest request, string sessionId)
    {
        if (!HttpMethods.IsGet(request.Method) || !ChatHubRoute.Contains(request) || !_connections.TryGetValue(request.Query["id"].ToString(), out var connection))
            return null;
        var caller = connection.Caller;
        if (caller.SessionId != sessionId)
            return null;
        await Task.WhenAny(connection.Ending, Task.Delay(Patience, time));
        return connection.Ending.IsCompleted ? caller : null;
    }
}
