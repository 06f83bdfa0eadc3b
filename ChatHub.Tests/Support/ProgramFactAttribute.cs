namespace ChatHub.Tests.Support;

/// <summary>A test that needs programs of the machine; where one is missing the test shows as skipped, and says which.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs) => Skip = Programs.WhyMissing(programs);
}

/// <summary>As <see cref="ProgramFactAttribute"/>, for many cases.</summary>
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(params string[] programs) => Skip = Programs.WhyMissing(programs);
}

/// <summary>A test with the official JavaScript client.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Programs.WhyMissing("node", "npm");
}

/// <summary>A test with the official JavaScript client, for many cases.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = Programs.WhyMissing("node", "npm");
}
