namespace ChatHub.Tests.Support;

/// <summary>A test that fills a small disk of its own; skipped where nobody may mount one.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyImpossible();
}

/// <summary>A test that makes files immutable; skipped where that cannot be done.</summary>
public sealed class ImmutableFactAttribute : FactAttribute
{
    public ImmutableFactAttribute() => Skip = ImmutableDirectory.WhyImpossible();
}
