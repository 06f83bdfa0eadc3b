using System.Net;
using ChatHub.Api.Proxies;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Connections;

namespace ChatHub.Api.Limits;

/// <summary>
/// Bounds the open sockets of one address, before TLS and before a byte has been read: whoever has not signed in has nothing else to be counted by. Safe for any number of connections; a lock
/// guards the counts, of which there is one for each address with a socket open.
/// </summary>
internal sealed class SocketGate(LimitOptions limits, TrustedProxies proxies, ILimitLog log)
{
    private readonly Lock _lock = new();
    private readonly Occupancy<ClientAddress> _open = new(limits.SocketsPerAddress);

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        // What is no IP address is a socket on this host, such as a proxy's; through a proxy everyone comes.
        if (limits.SocketsPerAddress == 0 || (connection.RemoteEndPoint as IPEndPoint)?.Address is not { } peer || proxies.Include(peer))
        {
            await next(connection);
            return;
        }

        var address = ClientAddress.Of(peer)!.Value;
        if (!TryEnter(address))
        {
            log.Refused(nameof(LimitOptions.SocketsPerAddress));
            connection.Abort(new ConnectionAbortedException("The address has as many sockets open as it may."));
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            lock (_lock)
                _open.Remove(address);
        }
    }

    private bool TryEnter(ClientAddress address)
    {
        lock (_lock)
        {
            if (!_open.HasRoom(address))
                return false;
            _open.Add(address);
            return true;
        }
    }
}
