using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatHub.Api.Draining;

/// <summary>A server that stops is not ready, so that load balancers send its clients elsewhere.</summary>
internal sealed class DrainHealth(DrainState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(state.IsDraining ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
