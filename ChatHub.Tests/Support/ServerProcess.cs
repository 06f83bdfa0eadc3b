using System.Diagnostics;
using System.Text.RegularExpressions;
using ChatHub.Api.Welcome;
using ChatHub.Tests.Support.Secrets;

namespace ChatHub.Tests.Support;

/// <summary>A ChatHub as an operator runs it: a process of its own, which can be killed. What it prints is looked at for secrets: to end it throws if there were any.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Settings with which a server logs everything.</summary>
    public static readonly string[] LoggingAll = ["--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore", "Trace", "--Logging:CaptureScopes", "true"];

    private readonly SecretWatch _watch = new();
    private readonly Process _process;
    private Task _reading = Task.CompletedTask;

    private ServerProcess(Process process) => _process = process;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public int Id => _process.Id;

    /// <summary>The environment and arguments with which a ChatHub is started.</summary>
    public static ProcessStartInfo Command(params string[] arguments)
    {
        var assembly = typeof(WelcomeController).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[assembly, "--urls", "http://127.0.0.1:0", .. arguments])
            start.ArgumentList.Add(argument);
        return start;
    }

    public static Task<ServerProcess> StartAsync(string dataDirectory, params string[] settings) => StartAsync(Command([
        "--DataDirectory", dataDirectory, "--Auth:BcryptWorkFactor", "10", "--Limits:MessagesPerSecond", "0", "--Limits:InvocationsPerSecond", "0", .. settings,
    ]));

    /// <summary>Starts with nothing but what the command says.</summary>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo command)
    {
        var server = new ServerProcess(Process.Start(command)!);
        try
        {
            server.Url = await server.ReadBannerAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        // To the end: else the process would stop at a full pipe.
        server._reading = Task.WhenAll(server.WatchAsync(server._process.StandardOutput), server.WatchAsync(server._process.StandardError));
        return server;
    }

    /// <summary>Once this one is killed: another with the same data, settings and port, as its clients expect.</summary>
    public Task<ServerProcess> StartAgainAsync()
    {
        const int assembly = 1;
        return StartAsync(Command([.. _process.StartInfo.ArgumentList.Skip(assembly), "--urls", Url.GetLeftPart(UriPartial.Authority)]));
    }

    /// <summary>As <c>kill -9</c>: nothing of the process gets a chance to do anything more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As <c>kill</c>, or a service manager's stop: the server ends by itself, or is killed when the manager's patience ends.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(TimeSpan? patience = null)
    {
        using var kill = Process.Start("kill", $"{_process.Id}");
        using var limit = new CancellationTokenSource(patience ?? Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        await _reading;
        _process.Dispose();
        _watch.Dispose();
        _watch.ThrowIfLeaked();
    }

    private async Task WatchAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
            _watch.Look(line.Split('[')[0].Trim(), line);
    }

    private async Task<Uri> ReadBannerAsync()
    {
        var welcome = new Regex(@"Welcome\s+(?<url>http\S+)", RegexOptions.None, TimeSpan.FromSeconds(1));
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            lines.Add(line);
            if (welcome.Match(line) is { Success: true } match)
                return new Uri(match.Groups["url"].Value);
        }

        throw new InvalidOperationException($"The server did not start: {string.Join('\n', lines)}{await _process.StandardError.ReadToEndAsync()}");
    }
}
