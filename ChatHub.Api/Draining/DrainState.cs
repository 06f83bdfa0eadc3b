using ChatHub.Domain.Errors;

namespace ChatHub.Api.Draining;

/// <summary>Whether the server is on its way out. Set once, asked by any thread.</summary>
internal sealed class DrainState
{
    /// <summary>After which a refused call may find the next server.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private volatile bool _isDraining;

    public bool IsDraining => _isDraining;

    public void Begin() => _isDraining = true;

    public static RefusedException Refusal() => new(ErrorCatalogue.Unavailable, "The server is stopping; try again shortly.", RetryAfter);
}
