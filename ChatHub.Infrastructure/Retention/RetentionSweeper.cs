using ChatHub.Domain.Log;
using ChatHub.Domain.Retention;
using ChatHub.Infrastructure.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Retention;

/// <summary>Sweeps at the start, every ten minutes, and as soon as a room's retention is changed.</summary>
internal sealed class RetentionSweeper(RetentionService retention, IRoomEventBus bus, TimeProvider time, ILogger<RetentionSweeper> logger)
    : LoopService(TimeSpan.FromMinutes(10), time, logger)
{
    private bool _hasStarted;

    protected override IDisposable Subscribe() => bus.Subscribe(events =>
    {
        if (events.Any(entry => entry.Details?.RetentionDays.IsSet ?? false))
            Wake();
    });

    protected override async Task WaitAsync(CancellationToken stopping)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await await Task.WhenAny(WokenAsync(either.Token), base.WaitAsync(either.Token));
        await either.CancelAsync();
    }

    protected override Task RunAsync(CancellationToken stopping) => retention.SweepAsync(stopping);
}
