namespace ChatHub.Fuzz;

/// <summary>How an attack ended.</summary>
/// <param name="Outcomes">What the server did: statuses with codes, <c>closed</c>, and so on.</param>
/// <param name="Fault">What it must not have done; null when all is well.</param>
/// <param name="LostSession">Whether the attacker's token does not hold any more.</param>
public sealed record Settled(IReadOnlyList<string> Outcomes, string? Fault = null, bool LostSession = false);
