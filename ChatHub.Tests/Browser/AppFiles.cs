using ChatHub.Tests.Clients.JavaScript;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Browser;

/// <summary>The web app's files and the scripts that test them, beside the tests' assembly.</summary>
internal static class AppFiles
{
    /// <summary>The folder of the scripts, with <c>wwwroot/app</c> and the npm packages.</summary>
    public static Task<string> FolderAsync() => NodePackages.FolderAsync("Browser");

    /// <summary>The files of scripts with such names.</summary>
    public static TheoryData<string> Named(string pattern)
        => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Browser", "app"), pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Runs one of the files of tests for Node to its good end.</summary>
    public static async Task PassesAsync(string file, Dictionary<string, string>? environment = null)
        => await ScriptProcess.RunAsync(await FolderAsync(), environment ?? [], "node", "--test", "--test-reporter=spec", $"app/{file}");

    /// <summary>Checks the types of all that the web app consists of.</summary>
    public static async Task CheckTypesAsync()
    {
        // The types of @chathub/client are those of the package.
        await ClientPackage.BuildOnceAsync();
        await ScriptProcess.RunAsync(await FolderAsync(), [], "node", "node_modules/typescript/bin/tsc", "-p", ".");
    }
}
