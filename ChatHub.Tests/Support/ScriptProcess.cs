using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChatHub.Tests.Support;

/// <summary>A program that a test runs, and what it prints, line by line.</summary>
public sealed class ScriptProcess : IAsyncDisposable
{
    /// <summary>Long enough for a compiler on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private ScriptProcess(Action<string>? read)
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                return;
            Lines.Enqueue(line.Data);
            read?.Invoke(line.Data);
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                _errors.Enqueue(line.Data);
        };
    }

    /// <summary>What it printed so far.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Starts a program.</summary>
    /// <param name="directory">Where it runs.</param>
    /// <param name="environment">Added to the test's own.</param>
    /// <param name="command">The program, which must be there, and its arguments.</param>
    /// <param name="read">Called with each line as it comes.</param>
    public static ScriptProcess Start(string directory, IEnumerable<KeyValuePair<string, string>> environment, string[] command, Action<string>? read = null)
    {
        var script = new ScriptProcess(read);
        script._process.StartInfo = new ProcessStartInfo(Programs.Find(command[0])!, command[1..])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            script._process.StartInfo.Environment[name] = value;
        script._process.Start();
        script._process.BeginOutputReadLine();
        script._process.BeginErrorReadLine();
        return script;
    }

    /// <summary>Runs a program to its good end.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string directory, IEnumerable<KeyValuePair<string, string>> environment, params string[] command)
    {
        await using var script = Start(directory, environment, command);
        script._process.StandardInput.Close();
        await script.EndsAsync();
        return string.Join('\n', script.Lines);
    }

    /// <summary>Waits for its end, which must be a good one.</summary>
    public async Task EndsAsync()
    {
        await HasEndedAsync();
        _process.ExitCode.Should().Be(0, "it went well. {0}", Transcript());
    }

    /// <summary>Waits for its end, whichever.</summary>
    public Task HasEndedAsync() => _process.WaitForExitAsync().WaitAsync(Patience);

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until the condition holds of what it printed, or the program has ended without.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not come to it; with all that it printed.</exception>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        try
        {
            await Eventually.TrueAsync(() => condition() || _process.HasExited, what);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{e.Message} {Transcript()}", e);
        }

        if (_process.HasExited)
            // The last lines may still be on their way.
            await _process.WaitForExitAsync();
        if (!condition())
            throw new InvalidOperationException($"The program ended before {what}. {Transcript()}");
    }

    public Task PrintsAsync(string line) => UntilAsync(() => Lines.Contains(line), $"it printed '{line}'");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private string Transcript() => $"It printed:\n{string.Join('\n', Lines)}\nand as errors:\n{string.Join('\n', _errors)}";
}
