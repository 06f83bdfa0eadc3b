namespace ChatHub.Tests.Support;

/// <summary>The official JavaScript client, in the versions of <c>JavaScript/package-lock.json</c>: installed by the first test that asks, beside the tests' assembly.</summary>
public static class NodePackages
{
    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);

    /// <summary>The folder with the scripts, <c>package.json</c> and <c>node_modules</c>.</summary>
    public static Task<string> FolderAsync() => Installed.Value;

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "JavaScript");
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
