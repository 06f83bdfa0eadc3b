using System.Collections.Concurrent;

namespace ChatHub.Tests.Support;

/// <summary>npm packages for the tests' scripts, in the versions of the folder's <c>package-lock.json</c>: installed by the first test that asks, beside the tests' assembly.</summary>
public static class NodePackages
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Installed = new(StringComparer.Ordinal);

    /// <summary>The folder with the scripts, <c>package.json</c> and <c>node_modules</c>.</summary>
    public static Task<string> FolderAsync(string name = "JavaScript")
        => Installed.GetOrAdd(name, folder => new Lazy<Task<string>>(() => InstallAsync(Path.Combine(AppContext.BaseDirectory, folder)))).Value;

    private static async Task<string> InstallAsync(string folder)
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        // npm ci begins by removing the folder, so that the stamp stands for an installation that came to its end.
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return folder;
        await ScriptProcess.RunAsync(folder, [], "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        await File.WriteAllTextAsync(stamp, wanted);
        return folder;
    }
}
