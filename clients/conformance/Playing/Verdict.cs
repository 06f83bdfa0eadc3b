namespace ChatHub.Conformance.Playing;

/// <summary>How a case ended.</summary>
/// <param name="Case">Which.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Fault">Why it failed; null when it passed.</param>
/// <param name="Details">What helps to find the cause of a failure: what went through the proxy, and what the client wrote to its standard error.</param>
public sealed record Verdict(Case Case, TimeSpan Time, string? Fault, string Details)
{
    public bool Passed => Fault is null;
}
