using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Hosting;

/// <summary>
/// A background loop: waits, does its work, waits again. Work that fails is logged, and the loop goes on with its next turn; it ends when the server
/// stops, and only then.
/// </summary>
public abstract partial class LoopService(TimeSpan pause, TimeProvider time, ILogger logger) : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(0, 1);

    protected TimeProvider Time => time;

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscriptions = Subscribe();
        try
        {
            while (true)
            {
                await WaitAsync(stoppingToken);
                await RunSafelyAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>What the loop listens to while it runs.</summary>
    protected virtual IDisposable? Subscribe() => null;

    /// <summary>Until the next turn: the pause, unless a loop has something better to wait for.</summary>
    protected virtual Task WaitAsync(CancellationToken stopping) => Task.Delay(pause, time, stopping);

    /// <summary>One turn.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);

    /// <summary>Ends <see cref="WokenAsync"/>, the one that waits or the next one. Never waits.</summary>
    protected void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else was faster.
        }
    }

    protected Task WokenAsync(CancellationToken cancel) => _wake.WaitAsync(cancel);

    private async Task RunSafelyAsync(CancellationToken stopping)
    {
        try
        {
            await RunAsync(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(logger, e, GetType().Name);
        }
    }

    [LoggerMessage(EventId = 1400, Level = LogLevel.Error, Message = "{Loop} failed; it goes on with its next turn")]
    private static partial void LogFailed(ILogger logger, Exception cause, string loop);
}
