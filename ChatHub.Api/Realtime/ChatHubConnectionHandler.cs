using ChatHub.Api.Accounts;
using ChatHub.Api.Limits;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Runs each hub connection from before its handshake to its end, whatever its transport, and however it ends: so this is where a connection has its slot for
/// certain, should <see cref="ConnectionGate"/> not have reserved one. Safe for any number of connections.
/// </summary>
internal sealed class ChatHubConnectionHandler(
    HubLifetimeManager<ChatHub> lifetimeManager, IHubProtocolResolver protocolResolver, IOptions<HubOptions> globalHubOptions, IOptions<HubOptions<ChatHub>> hubOptions,
    ILoggerFactory loggerFactory, IUserIdProvider userIdProvider, IServiceScopeFactory serviceScopeFactory, ConnectionSlots slots, ConnectionIds ids, LimitOptions limits, ILimitLog log, TimeProvider time)
    : HubConnectionHandler<ChatHub>(lifetimeManager, protocolResolver, globalHubOptions, hubOptions, loggerFactory, userIdProvider, serviceScopeFactory)
{
    // SignalR does not tell why there was no handshake, and its timer may be some milliseconds early.
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(100);

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var http = connection.GetHttpContext()!;
        var userId = http.User.ToCaller().UserId;
        using var slot = http.Features.Get<ConnectionSlot>() ?? slots.TryReserve(userId, ClientAddress.Of(http.Connection.RemoteIpAddress));
        if (slot is null)
            return;
        using var id = http.Request.Query["id"].ToString() is { Length: > 0 } known ? ids.Begin(known, userId) : null;
        var since = time.GetTimestamp();
        await base.OnConnectedAsync(connection);
        if (limits.HandshakeSeconds > 0 && connection.Features.Get<ClientConnection>() is null && time.GetElapsedTime(since) >= TimeSpan.FromSeconds(limits.HandshakeSeconds) - Early)
            log.Refused(nameof(LimitOptions.HandshakeSeconds));
    }
}
