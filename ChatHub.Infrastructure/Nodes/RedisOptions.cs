namespace ChatHub.Infrastructure.Nodes;

/// <summary>The section <c>Redis</c>: what carries hints between several nodes.</summary>
public sealed class RedisOptions
{
    /// <summary>How to reach Redis; none for a single node. Several nodes come later: any value is refused. May hold a secret.</summary>
    /// <value>none</value>
    public string? ConnectionString { get; init; }
}
