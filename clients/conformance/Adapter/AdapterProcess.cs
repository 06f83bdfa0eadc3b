using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ChatHub.Conformance.Adapter;

/// <summary>A client under test in a process of its own, by the protocol of README.md: a JSON object on a line for a command, one for its answer. For use from many threads.</summary>
internal sealed class AdapterProcess : IAsyncDisposable
{
    private readonly Process _process = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _waiting = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly SemaphoreSlim _turn = new(1);
    private int _number;
    private volatile string? _fault;

    private AdapterProcess(AdapterCommand command, string storage)
    {
        _process.StartInfo = new ProcessStartInfo(command.Program, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        _process.StartInfo.Environment["CHATHUB_STORAGE"] = storage;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
    }

    /// <summary>What it wrote to its standard error.</summary>
    public string Errors => string.Join('\n', _errors).Trim();

    public static AdapterProcess Start(AdapterCommand command, string storage)
    {
        var adapter = new AdapterProcess(command, storage);
        adapter._process.Start();
        adapter._process.BeginOutputReadLine();
        adapter._process.BeginErrorReadLine();
        return adapter;
    }

    /// <summary>Gives a command; commands reach the client in the order in which they were given.</summary>
    /// <returns>The answer, when the command has come to its end.</returns>
    /// <exception cref="AdapterException">The process ended without, or wrote something else.</exception>
    public async Task<JsonObject> CommandAsync(JsonObject command)
    {
        await _turn.WaitAsync();
        TaskCompletionSource<JsonObject> answer;
        try
        {
            var number = ++_number;
            command["n"] = number;
            answer = _waiting[number] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
            await _process.StandardInput.WriteLineAsync(command.ToJsonString());
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException e)
        {
            throw new AdapterException($"It takes no commands any more ({e.Message}).");
        }
        finally
        {
            _turn.Release();
        }

        if (_fault is { } fault)
            answer.TrySetException(new AdapterException(fault));
        return await answer.Task;
    }

    /// <summary>Ends it without a warning, as a crash does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(TimeSpan patience)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new AdapterException("It answered to stop, and went on running.");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _turn.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            Fail("It ended before it had answered.");
        else if (Parse(line) is { } answer && answer["n"]?.GetValue<int>() is { } number && _waiting.TryRemove(number, out var waiting))
            waiting.TrySetResult(answer);
        else
            Fail($"It wrote to its standard output what is no answer: {line}");
    }

    private void Fail(string fault)
    {
        _fault ??= fault;
        foreach (var waiting in _waiting.Values)
            waiting.TrySetException(new AdapterException(fault));
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

/// <summary>The client under test did not keep to the adapter's protocol.</summary>
internal sealed class AdapterException(string message) : Exception(message);
