using ChatHub.Tests.Support;

namespace ChatHub.Tests.Conformance;

/// <summary>The JavaScript package beside the tests' assembly, built by the first test that asks.</summary>
internal static class JavaScriptPackage
{
    private static readonly Lazy<Task> Building = new(BuildAsync);

    public static Task BuiltAsync() => Building.Value;

    private static async Task BuildAsync()
    {
        var folder = await NodePackages.FolderAsync(Path.Combine("clients", "js"));
        await ScriptProcess.RunAsync(folder, [], "npm", "run", "build");
    }
}
