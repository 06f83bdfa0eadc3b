namespace ChatHub.Tests.Support;

/// <summary>Where the sources are, and what is built beside them: the tests run within the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Where a project that is built with the tests has its assemblies: …/bin/Debug/net10.0, there as here.</summary>
    /// <param name="folder">The project's.</param>
    public static string BuiltIn(string folder) => Path.Combine(folder, Path.GetRelativePath(Path.Combine(Root, "ChatHub.Tests"), AppContext.BaseDirectory));

    private static string FindRoot(string directory)
        => File.Exists(Path.Combine(directory, "ChatHub.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory)!);
}
