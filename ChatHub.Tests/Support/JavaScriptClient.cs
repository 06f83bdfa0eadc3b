using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>What the official JavaScript client is told to use: a protocol, and a transport by SignalR's name.</summary>
public sealed record JavaScriptWire(WireProtocol Protocol, string Transport)
{
    public override string ToString() => $"{Protocol} over {Transport}";
}

/// <summary>The official JavaScript client in a Node process of its own, with nothing of ours in it but <c>JavaScript/client.mjs</c>, which passes on what it sees.</summary>
public sealed class JavaScriptClient : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<IReadOnlyList<JsonElement>>> _waiting = new();
    private ScriptProcess? _script;
    private int _ids;

    public required JavaScriptWire Wire { get; init; }

    /// <summary>Called on the client by the server, in order; <c>connected</c> and <c>reconnected</c> among them.</summary>
    public ConcurrentQueue<(string Method, JsonElement Argument)> Calls { get; } = new();

    /// <summary>Every event that came through <c>RoomEvents</c>, in order.</summary>
    public IReadOnlyList<JsonElement> Events => CallsOf("RoomEvents").SelectMany(batch => batch.GetProperty("events").EnumerateArray()).ToList();

    public static async Task<JavaScriptClient> ConnectAsync(Uri server, string token, JavaScriptWire wire)
    {
        var client = new JavaScriptClient { Wire = wire };
        var environment = new Dictionary<string, string>
        {
            ["HUB_URL"] = new Uri(server, "/hubs/chat").ToString(),
            ["HUB_TOKEN"] = token,
            ["HUB_PROTOCOL"] = wire.Protocol.ToString(),
            ["HUB_TRANSPORT"] = wire.Transport,
        };
        client._script = ScriptProcess.Start(await NodePackages.FolderAsync(), environment, ["node", "client.mjs"], client.Take);
        await client.SeesAsync("connected");
        return client;
    }

    /// <summary>Calls a hub method; the answer has a <c>result</c>, or a <c>code</c> (null if there is none in it) and the whole <c>error</c>.</summary>
    public async Task<JsonElement> CallAsync(string method, object? argument) => (await CallAllAsync((method, argument)))[0];

    /// <summary>Calls hub methods one after the other without waiting for any answer.</summary>
    public async Task<IReadOnlyList<JsonElement>> CallAllAsync(params (string Method, object? Argument)[] calls)
    {
        var id = Interlocked.Increment(ref _ids);
        var answers = _waiting[id] = new TaskCompletionSource<IReadOnlyList<JsonElement>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _script!.WriteLineAsync(JsonSerializer.Serialize(new { id, calls = calls.Select(call => new { method = call.Method, argument = call.Argument }) }));
        await _script.UntilAsync(() => answers.Task.IsCompleted, string.Create(CultureInfo.InvariantCulture, $"calls {id} were answered"));
        return await answers.Task;
    }

    /// <summary>The result of a call that must succeed.</summary>
    public async Task<JsonElement> InvokeAsync(string method, object? argument)
    {
        var answer = await CallAsync(method, argument);
        answer.TryGetProperty("error", out var error).Should().BeFalse("{0} answered {1}", method, error);
        return answer.GetProperty("result");
    }

    public IReadOnlyList<JsonElement> CallsOf(string method) => Calls.Where(call => call.Method == method).Select(call => call.Argument).ToList();

    public IReadOnlyList<long> Seqs() => Events.Select(entry => entry.GetProperty("seq").GetInt64()).ToList();

    public Task SeesAsync(string method) => _script!.UntilAsync(() => CallsOf(method).Count > 0, $"{method} was called");

    public Task SeesSeqAsync(long seq) => _script!.UntilAsync(() => Seqs().Contains(seq), string.Create(CultureInfo.InvariantCulture, $"event {seq} came"));

    public ValueTask DisposeAsync() => _script!.DisposeAsync();

    private void Take(string text)
    {
        var line = JsonSerializer.Deserialize<JsonElement>(text);
        if (line.TryGetProperty("id", out var id))
            _waiting[id.GetInt32()].SetResult(line.GetProperty("answers").EnumerateArray().ToList());
        else
            Calls.Enqueue((line.GetProperty("method").GetString()!, line.GetProperty("argument")));
    }
}
