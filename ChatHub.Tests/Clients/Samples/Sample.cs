using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.Samples;

/// <summary>A sample as it stands in the repository, run in its own folder, as it was built with the tests.</summary>
internal static class Sample
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static ScriptProcess Start(string folder, string name, Dictionary<string, string> environment, params string[] arguments)
    {
        var directory = Path.Combine(Root, "clients", "samples", folder);
        // …/bin/Debug/net10.0, here as there.
        var built = Path.GetRelativePath(Path.Combine(Root, "ChatHub.Tests"), AppContext.BaseDirectory);
        return ScriptProcess.Start(directory, environment, ["dotnet", Path.Combine(directory, built, name + ".dll"), .. arguments]);
    }

    private static string FindRoot(string directory)
        => File.Exists(Path.Combine(directory, "ChatHub.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory)!);
}
