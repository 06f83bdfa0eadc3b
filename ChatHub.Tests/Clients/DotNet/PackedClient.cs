using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>The packages as they are published, made once for all tests, and a folder outside of the repository that finds them beside the sources of the user's own configuration.</summary>
public sealed class PackedClient : IAsyncLifetime, IDisposable
{
    private static readonly string[] Projects = ["ChatHub.Contracts", "ChatHub.Client"];

    private readonly TemporaryDirectory _packages = new();
    private readonly TemporaryDirectory _cache = new();
    private readonly TemporaryDirectory _share = new();

    public string Folder => _packages.Path;

    public Dictionary<string, string> Environment => new()
    {
        // A cache of the test's own: another has, or gets, packages of the same version that are others.
        ["NUGET_PACKAGES"] = _cache.Path,
        ["XDG_DATA_HOME"] = _share.Path,
        // No compiler stays behind with the test's pipes in its hands.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    public async Task InitializeAsync()
    {
        foreach (var project in Projects)
        {
            await ScriptProcess.RunAsync(
                Repository.Root, new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" },
                "dotnet", "pack", Path.Combine("clients", "dotnet", project), "-o", Folder);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _share.Dispose();
        _cache.Dispose();
        _packages.Dispose();
    }

    /// <summary>Lets what is built in the folder find the packages.</summary>
    public Task ConfigureAsync(string folder) => File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <add key="packed" value="{Folder}" />
          </packageSources>
        </configuration>
        """);
}
