namespace ChatHub.Contracts;

/// <summary>A field that may have been left out, which is something else than null.</summary>
/// <param name="Value">What was given; the default when nothing was.</param>
public readonly record struct Optional<T>(T Value)
{
    /// <summary>Whether a value, null perhaps, was given. False for <c>default</c>.</summary>
    public bool IsSet { get; } = true;
}
