using ChatHub.Api.Accounts;
using ChatHub.Api.Draining;
using ChatHub.Api.Presence;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Presence;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Gives every connection its <see cref="ClientConnection"/>. SignalR's own group sends cannot be bounded per connection, and awaiting one waits
/// for its slowest member; so no push goes through them.
/// </summary>
internal sealed class ChatHubLifetimeManager(
    ConnectionRegistry registry, RoomFeeds feeds, PresenceTracker presence, OnlineRooms onlineRooms, TypingService typing, ISessionStore sessions, LimitOptions limits, ILimitLog limitLog,
    DrainState drain, LastPolls lastPolls, TimeProvider time,
    ILogger<DefaultHubLifetimeManager<ChatHub>> baseLogger, ILogger<ClientConnection> logger)
    : DefaultHubLifetimeManager<ChatHub>(baseLogger)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        var client = new ClientConnection(connection, connection.User.ToCaller(), connection.User.ToExpiry(), limits, time, logger);
        connection.Protocol = new MeteredProtocol(connection.Protocol, client, new InvocationBudget(limits, limitLog, time), limits.FrameBytes, limitLog);
        registry.Add(client);
        if (PollsOf(connection) is { } polls)
            lastPolls.Begin(polls, client);
        presence.Connect(client.Caller.Person);
        // Not with the connection's own token: the user's next connection relies on these rooms, and what is cancelled here SignalR logs as an error.
        await onlineRooms.AddAsync(client.Caller.UserId, CancellationToken.None);
        // Between the token's check and now the session may have ended, when this connection could not be found yet.
        if (await sessions.FindCallerAsync(client.Caller.SessionId, CancellationToken.None) is null)
            _ = client.EndAsync(SessionEnding.SessionEnded);
        else if (drain.IsDraining)
            _ = client.EndAsync(SessionEnding.Shutdown);
        await base.OnConnectedAsync(connection);
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Features.Get<ClientConnection>() is { } client)
        {
            registry.Remove(client);
            if (PollsOf(connection) is { } polls)
                _ = lastPolls.EndAsync(polls, client);
            client.Outbox.Close();
            client.TellGone();
            if (presence.Disconnect(client.Caller.UserId))
                typing.EndAll(client.Caller.UserId);
            await client.LeaveAllAsync(feeds.Release);
        }

        await base.OnDisconnectedAsync(connection);
    }

    /// <summary>The id that the polls of a connection carry; null on other transports.</summary>
    private static string? PollsOf(HubConnectionContext connection)
        => connection.Features.Get<IHttpTransportFeature>()?.TransportType == HttpTransportType.LongPolling ? connection.GetHttpContext()?.Request.Query["id"].ToString() : null;
}
