using ChatHub.Api.Errors;
using ChatHub.Api.Realtime;

namespace ChatHub.Api.Draining;

/// <summary>Refuses new hub connections while the server stops. The requests of those that stand, on the fallback transports, go on.</summary>
internal static class DrainGate
{
    public static Task RefuseNewConnections(HttpContext context, RequestDelegate next)
        => ChatHubRoute.Contains(context.Request) && IsNew(context) && context.RequestServices.GetRequiredService<DrainState>().IsDraining
            ? Problems.WriteAsync(context, DrainState.Refusal())
            : next(context);

    private static bool IsNew(HttpContext context) => context.WebSockets.IsWebSocketRequest || !context.Request.Query.ContainsKey("id");
}
