using ChatHub.Api.Errors;

namespace ChatHub.Api.Draining;

/// <summary>
/// Refuses new hub connections while the server stops; the requests of those that stand, on the fallback transports, go on. Counts the hub's requests: that of a WebSocket, or of
/// server-sent events, is over once all is sent. Safe for any number of callers.
/// </summary>
internal sealed class DrainGate(DrainState state, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _requests;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Interlocked.Increment(ref _requests);
        context.Response.OnCompleted(static gate =>
        {
            Interlocked.Decrement(ref ((DrainGate)gate)._requests);
            return Task.CompletedTask;
        }, this);
        return state.IsDraining && IsNew(context) ? Problems.WriteAsync(context, DrainState.Refusal()) : next(context);
    }

    /// <summary>Completes when no request to the hub is under way.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        while (Volatile.Read(ref _requests) > 0)
            await Task.Delay(Pause, time, cancel);
    }

    private static bool IsNew(HttpContext context) => context.WebSockets.IsWebSocketRequest || !context.Request.Query.ContainsKey("id");
}
