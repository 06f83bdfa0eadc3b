namespace ChatHub.Domain;

/// <summary>A value that may have been left out, which is something else than null.</summary>
public readonly record struct Optional<T>(T Value)
{
    /// <summary>Whether a value, null perhaps, was given. False for <c>default</c>.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The value, or what stands in its place when it was left out.</summary>
    public T Or(T other) => IsSet ? Value : other;
}
