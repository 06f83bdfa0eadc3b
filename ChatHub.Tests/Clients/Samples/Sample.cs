using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.Samples;

/// <summary>A sample as it stands in the repository, run in its own folder, as it was built with the tests.</summary>
internal static class Sample
{
    public static ScriptProcess Start(string folder, string name, Dictionary<string, string> environment, params string[] arguments)
    {
        var directory = Path.Combine(Repository.Root, "clients", "samples", folder);
        return ScriptProcess.Start(directory, environment, ["dotnet", Path.Combine(Repository.BuiltIn(directory), name + ".dll"), .. arguments]);
    }
}
