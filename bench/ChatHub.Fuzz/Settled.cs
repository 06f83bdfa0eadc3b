namespace ChatHub.Fuzz;

/// <summary>How an attack ended.</summary>
/// <param name="Outcomes">What the server did: statuses with codes, <c>closed</c>, and so on.</param>
/// <param name="Fault">What it must not have done; null when all is well.</param>
/// <param name="MayHaveLostSession">Whether the attacker's token may not hold any more: a token was refused, this one or one that was broken.</param>
public sealed record Settled(IReadOnlyList<string> Outcomes, string? Fault = null, bool MayHaveLostSession = false);
