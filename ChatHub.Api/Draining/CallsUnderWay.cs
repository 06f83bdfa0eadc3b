using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Draining;

/// <summary>
/// Counts the hub calls that have begun and are not answered yet. It calls the method before it awaits anything (see <see cref="Errors.HubErrors"/>). Safe for any number of
/// callers.
/// </summary>
internal sealed class CallsUnderWay(TimeProvider time) : IHubFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _count;

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        Interlocked.Increment(ref _count);
        try
        {
            return await next(invocationContext);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Completes when none is under way.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        while (Volatile.Read(ref _count) > 0)
            await Task.Delay(Pause, time, cancel);
        // A call is counted until just before SignalR writes its answer.
        await Task.Delay(Pause, time, cancel);
    }
}
