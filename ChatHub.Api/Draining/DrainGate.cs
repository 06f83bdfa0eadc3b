using ChatHub.Api.Errors;
using ChatHub.Api.Realtime;

namespace ChatHub.Api.Draining;

/// <summary>
/// Refuses new hub connections while the server stops; the requests of those that stand, on the fallback transports, go on. Counts the hub's requests: that of a WebSocket, or of
/// server-sent events, is over once all is sent. Safe for any number of callers.
/// </summary>
internal sealed class DrainGate(DrainState state, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _requests;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!ChatHubRoute.Contains(context.Request))
        {
            await next(context);
            return;
        }

        Interlocked.Increment(ref _requests);
        try
        {
            await (state.IsDraining && IsNew(context) ? Problems.WriteAsync(context, DrainState.Refusal()) : next(context));
        }
        finally
        {
            Interlocked.Decrement(ref _requests);
        }
    }

    /// <summary>Completes when no request to the hub is under way.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        while (Volatile.Read(ref _requests) > 0)
            await Task.Delay(Pause, time, cancel);
    }

    private static bool IsNew(HttpContext context) => context.WebSockets.IsWebSocketRequest || !context.Request.Query.ContainsKey("id");
}
