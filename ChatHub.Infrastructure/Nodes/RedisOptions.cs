namespace ChatHub.Infrastructure.Nodes;

/// <summary>The section <c>Redis</c>: what carries hints between several nodes.</summary>
public sealed class RedisOptions
{
    /// <summary>How to reach Redis; none for a single node. May hold a secret.</summary>
    public string? ConnectionString { get; init; }
}
