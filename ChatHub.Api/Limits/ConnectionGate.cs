using ChatHub.Api.Accounts;
using ChatHub.Api.Errors;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Http.Features;

namespace ChatHub.Api.Limits;

/// <summary>
/// Refuses hub connections that are too many while they can still be told so, at <c>negotiate</c> and at the connect. A WebSocket or a stream of server-sent events is one request, which
/// holds its slot from here to its end; with long polling a connection outlives its requests, so <see cref="ChatHubConnectionHandler"/> holds it. Safe for any number of requests.
/// </summary>
internal sealed class ConnectionGate(RequestDelegate next, ConnectionSlots slots, ConnectionIds ids)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return next(context);
        var (userId, address) = (context.User.ToCaller().UserId, ClientAddress.Of(context.Connection.RemoteIpAddress));
        var holds = IsWholeConnection(context);
        var slot = holds ? slots.TryReserve(userId, address) : null;
        if (holds ? slot is null : Opens(context.Request) && !slots.HasRoom(userId, address))
            return Problems.WriteAsync(context, new RefusedException(ErrorCatalogue.RateLimited, "Too many hub connections are open; close one first.", RetryAfter));
        if (slot is not null)
        {
            context.Response.RegisterForDispose(slot);
            context.Features.Set(slot);
        }

        return next(context);
    }

    private static bool IsWholeConnection(HttpContext context)
        => context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
            || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true
            || (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the request asks for a connection that is not there yet: a negotiation, or a first poll. What carries the id of a live one goes on with that.</summary>
    private bool Opens(HttpRequest request)
        => ChatHubRoute.IsNegotiation(request) || (HttpMethods.IsGet(request.Method) && !ids.IsLive(request.Query["id"].ToString()));
}
