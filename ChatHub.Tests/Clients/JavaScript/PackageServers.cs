using System.Collections.Concurrent;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.JavaScript;

/// <summary>The servers that the package's own tests talk to; each file of tests is run once, when the first of its tests is asked for.</summary>
public sealed class PackageServers : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, NodeTestResult>>>> _runs = new(StringComparer.Ordinal);
    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
    private readonly ChatServer _limited = ChatServer.Start(new() { ["Limits:MessagesPerSecond"] = "5", ["Limits:MessageBurst"] = "2" });

    internal Dictionary<string, string> Environment => new()
    {
        ["CHATHUB_URL"] = _server.Url.GetLeftPart(UriPartial.Authority),
        ["CHATHUB_LIMITED_URL"] = _limited.Url.GetLeftPart(UriPartial.Authority),
        ["CHROMIUM"] = Programs.Find("chromium") ?? "",
    };

    /// <summary>The results of a file, by the tests' names.</summary>
    internal Task<IReadOnlyDictionary<string, NodeTestResult>> ResultsAsync(string file)
        => _runs.GetOrAdd(file, name => new(() => NodeTestFile.RunAsync(name, Environment))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _limited.DisposeAsync();
    }
}
