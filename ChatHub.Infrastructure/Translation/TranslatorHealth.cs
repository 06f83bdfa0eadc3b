using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatHub.Infrastructure.Translation;

/// <summary>Whether translations come. Never worse than degraded: without them everyone still reads the originals.</summary>
internal sealed class TranslatorHealth(TranslatorState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(state.IsFailing ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy());
}
