namespace ChatHub.Api.Health;

/// <summary>The section <c>Metrics</c>: who may read what the server counts.</summary>
public sealed class MetricsOptions
{
    /// <summary>Whether others than this machine may read the metrics. Metrics come later: <c>true</c> is refused.</summary>
    public bool Public { get; init; }
}
