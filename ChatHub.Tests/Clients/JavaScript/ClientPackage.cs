using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.JavaScript;

/// <summary>The JavaScript package as it is published: built beside the tests' assembly by the first test that asks.</summary>
internal static class ClientPackage
{
    private static readonly Lazy<Task<string>> Built = new(BuildAsync);

    /// <summary>Where its sources and tests are.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "clients", "js");

    /// <summary>The folder, with <c>dist</c> and <c>node_modules</c>.</summary>
    public static Task<string> BuildOnceAsync() => Built.Value;

    private static async Task<string> BuildAsync()
    {
        var folder = await NodePackages.FolderAsync(Path.Combine("clients", "js"));
        await ScriptProcess.RunAsync(folder, [], "npm", "run", "build");
        return folder;
    }
}
