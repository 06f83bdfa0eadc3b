namespace ChatHub.Domain.Moderation;

/// <summary>What someone may not do in a room. It outlives the membership: who leaves and comes back is still restricted.</summary>
/// <param name="Kind">What is not allowed.</param>
/// <param name="Until">When it ends by itself; null for never.</param>
/// <param name="Reason">Why, in a moderator's words.</param>
public sealed record Restriction(RestrictionKind Kind, DateTimeOffset? Until, string? Reason);

/// <summary>The kinds of <see cref="Restriction"/>. The numbers are stored.</summary>
public enum RestrictionKind
{
    /// <summary>Being there.</summary>
    Ban = 1,

    /// <summary>Speaking.</summary>
    Mute = 2,
}
