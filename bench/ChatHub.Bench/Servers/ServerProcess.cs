using System.Diagnostics;

namespace ChatHub.Bench.Servers;

/// <summary>
/// A server as an operator runs it: a process of its own. Outside of its turn it is stopped where it stands (SIGSTOP), lest what it tries again and again disturbs the
/// others; but not on Windows, which has no such thing.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Banner = "Welcome";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly EventHandler _end;

    private ServerProcess(Process process)
    {
        _process = process;
        // A process that is stopped does not hear an interrupt.
        _end = (_, _) => End();
        AppDomain.CurrentDomain.ProcessExit += _end;
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Of all its threads, since it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes in memory (the resident set), now.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Lines in its log that say that something went wrong which should not.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>A ChatHub, on whatever processors there are.</summary>
    public static Task<ServerProcess> StartAsync(string dataDirectory, params string[] settings) => StartAsync(ServerProgram.ChatHub(dataDirectory, settings), Processors.All);

    /// <param name="program">What to run, on a free port.</param>
    /// <param name="processors">Which it may run on.</param>
    public static async Task<ServerProcess> StartAsync(ServerProgram program, string processors)
    {
        string[] command = [.. Processors.Prefix(processors), "dotnet", program.Assembly, "--urls", "http://127.0.0.1:0", .. program.Arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var name in DriverSockets.Variables)
            start.Environment.Remove(name);
        var server = new ServerProcess(Process.Start(start)!);
        try
        {
            server.Url = await server.ReadBannerAsync().WaitAsync(Patience);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        _ = server.ReadLogAsync();
        return server;
    }

    /// <summary>Ends it as <c>kill -9</c> does: it is told nothing, and finishes nothing.</summary>
    public async Task KillAsync()
    {
        End();
        await _process.WaitForExitAsync();
    }

    public Task PauseAsync() => SignalAsync("-STOP");

    public Task ResumeAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _end;
        End();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void End()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    private async Task<Uri> ReadBannerAsync()
    {
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Trim() is var words && words.StartsWith(Banner, StringComparison.Ordinal) && words[Banner.Length..].Trim() is var url && url.StartsWith("http", StringComparison.Ordinal))
                return new Uri(url);
        }

        throw new InvalidOperationException($"The server did not start: {string.Join('\n', lines)}");
    }

    /// <summary>To its end: the process would stop at a full pipe.</summary>
    private async Task ReadLogAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("fail", StringComparison.Ordinal) || line.StartsWith("crit", StringComparison.Ordinal))
                Errors.Add($"{line} {await _process.StandardOutput.ReadLineAsync()}");
        }
    }

    private async Task SignalAsync(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
