namespace ChatHub.Api.Health;

/// <summary>The section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    /// <summary>Whether others than this machine may read the metrics.</summary>
    public bool Public { get; init; }
}
