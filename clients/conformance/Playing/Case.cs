namespace ChatHub.Conformance.Playing;

/// <summary>Something that happens to clients, and what a correct one shows in the end.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Done">What is done to the client.</param>
/// <param name="Shows">What it must end up showing.</param>
/// <param name="PlayAsync">The script. What it throws is why the case fails.</param>
public sealed record Case(string Name, string Done, string Shows, Func<Play, Task> PlayAsync)
{
    /// <summary>The part of the list that it stands in.</summary>
    public string Subject { get; init; } = "";

    /// <summary>For the server; one with settings, or with <see cref="OwnServer"/>, is started for the case alone.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the case does to the server what others should not meet.</summary>
    public bool OwnServer { get; init; }

    /// <summary>Whether most of it is waiting for what may not happen: such cases are played side by side.</summary>
    public bool IsQuiet { get; init; }

    public override string ToString() => Name;
}

/// <summary>The client under test did not do what the case wants.</summary>
public sealed class CaseException(string message) : Exception(message);
