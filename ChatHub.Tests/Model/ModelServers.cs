using ChatHub.Tests.Support;

namespace ChatHub.Tests.Model;

/// <summary>A server that comes back with the data it had.</summary>
internal interface IModelServer : IAsyncDisposable
{
    Uri Url { get; }

    /// <summary>Ends it and starts it again.</summary>
    Task RestartAsync();
}

/// <summary>A server in the test's process: it stops as on Ctrl+C, and comes back on another port.</summary>
internal sealed class StoppedServer : IModelServer
{
    private readonly TemporaryDirectory _directory = new();
    private ChatServer _server;

    public StoppedServer() => _server = Start();

    public Uri Url => _server.Url;

    public async Task RestartAsync()
    {
        await _server.DisposeAsync();
        _server = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private ChatServer Start() => ChatServer.Start(new() { ["DataDirectory"] = _directory.Path });
}

/// <summary>A server in a process of its own: it is killed, and comes back on the same port.</summary>
internal sealed class KilledServer : IModelServer
{
    private readonly TemporaryDirectory _directory = new();
    private ServerProcess? _server;

    public Uri Url => _server!.Url;

    public static async Task<KilledServer> StartAsync()
    {
        var server = new KilledServer();
        string[] settings = ["LoginAttemptsPerMinute", "SignupsPerHour", "ConnectionsPerUser", "ConnectionsPerAddress"];
        server._server = await ServerProcess.StartAsync(server._directory.Path, [.. settings.SelectMany(limit => new[] { $"--Limits:{limit}", "0" }), .. ServerProcess.LoggingAll]);
        return server;
    }

    public async Task RestartAsync()
    {
        await _server!.KillAsync();
        var next = await _server.StartAgainAsync();
        await _server.DisposeAsync();
        _server = next;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _directory.Dispose();
    }
}
