namespace ChatHub.Contracts;

/// <summary>How long someone is banned or muted, and why. The body may be left out.</summary>
/// <param name="Until" example="2030-01-01T00:00:00.000Z">When it ends by itself, in the future; for good if left out.</param>
/// <param name="Reason" example="Advertising">For the room's log, at most 512 characters.</param>
public sealed record RestrictionDto(DateTimeOffset? Until = null, string? Reason = null);
