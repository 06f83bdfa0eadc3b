using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatHub.Tests.Support.Secrets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Support;

/// <summary>The two encodings of the hub.</summary>
public enum WireProtocol
{
    Json,
    MessagePack,
}

/// <summary>
/// The official .NET client with nothing of ours in it: plain maps go out, and what comes in is kept as it came. Both protocols look alike
/// to a test, so that the same test holds for both.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly WireProtocol _protocol;

    private HubClient(HubConnection connection, WireProtocol protocol)
    {
        (_connection, _protocol) = (connection, protocol);
        foreach (var method in new[] { "RoomEvents", "Translations", "PresenceChanged", "Typing", "ReadMarkerMoved", "RoomsChanged", "RoomClosed", "SessionEnded" })
        {
            if (protocol == WireProtocol.Json)
                connection.On<JsonElement>(method, argument => Take(method, argument));
            else
                connection.On<object>(method, argument => Take(method, Plain(argument)));
        }
    }

    /// <summary>Called on the client by the server, in order.</summary>
    public ConcurrentQueue<(string Method, JsonElement Argument)> Calls { get; } = new();

    /// <summary>Every event that came through <c>RoomEvents</c>, in order.</summary>
    public ConcurrentQueue<JsonElement> Events { get; } = new();

    public HubConnection Connection => _connection;

    public static async Task<HubClient> ConnectAsync(
        Uri server, string token, WireProtocol protocol = WireProtocol.Json, string? language = null, HttpTransportType transports = HttpTransportType.WebSockets)
    {
        var url = new Uri(server, "/hubs/chat" + (language is null ? "" : $"?language={language}"));
        var builder = new HubConnectionBuilder().WithUrl(url, transports, http => http.AccessTokenProvider = () => Task.FromResult<string?>(token));
        if (protocol == WireProtocol.MessagePack)
            builder.AddMessagePackProtocol();
        var client = new HubClient(builder.Build(), protocol);
        await client._connection.StartAsync();
        return client;
    }

    /// <summary>Calls a hub method with one object.</summary>
    public async Task<JsonElement> InvokeAsync(string method, object? argument)
    {
        var map = JsonSerializer.SerializeToElement(argument);
        NotedSecrets.Of(map);
        var plain = argument is null ? null : ToMaps(map);
        return _protocol == WireProtocol.Json
            ? await _connection.InvokeAsync<JsonElement>(method, plain)
            : Plain(await _connection.InvokeAsync<object>(method, plain));
    }

    public Task<JsonElement> JoinAsync(string room, object? after = null, int? backlog = null) => InvokeAsync("JoinRoom", new { room, after, backlog });

    public Task<JsonElement> SendAsync(string room, string text, string? clientMessageId = null, string? language = null)
        => InvokeAsync("SendMessage", new { room, text, clientMessageId, language });

    /// <summary>The code with which a call is refused.</summary>
    public async Task<string> RefusalOfAsync(string method, object? argument)
    {
        var refusal = await FluentActions.Awaiting(() => InvokeAsync(method, argument)).Should().ThrowAsync<HubException>();
        return CodeOf(refusal.Which);
    }

    /// <summary>The code with which a call is refused; <c>ok</c> when it is not.</summary>
    public async Task<string> OutcomeOfAsync(string method, object? argument, Action<JsonElement>? take = null)
    {
        try
        {
            var answer = await InvokeAsync(method, argument);
            take?.Invoke(answer);
            return "ok";
        }
        catch (HubException refusal)
        {
            return CodeOf(refusal);
        }
    }

    /// <summary>The arguments of all calls of one method so far.</summary>
    public IReadOnlyList<JsonElement> CallsOf(string method) => Calls.Where(call => call.Method == method).Select(call => call.Argument).ToList();

    /// <summary>Waits until the event has come.</summary>
    public Task SeesSeqAsync(long seq) => Eventually.TrueAsync(() => Events.Any(entry => entry.GetProperty("seq").GetInt64() == seq), $"event {seq} came");

    public IReadOnlyList<long> Seqs() => Events.Select(entry => entry.GetProperty("seq").GetInt64()).ToList();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static string CodeOf(HubException refusal)
    {
        var code = Regex.Match(refusal.Message, "(?:^|HubException: )(?<code>[a-z_]+): ", RegexOptions.None, TimeSpan.FromSeconds(1));
        return code.Success ? code.Groups["code"].Value : refusal.Message;
    }

    private void Take(string method, JsonElement argument)
    {
        if (method == "RoomEvents")
        {
            foreach (var entry in argument.GetProperty("events").EnumerateArray())
                Events.Enqueue(entry);
        }

        Calls.Enqueue((method, argument));
    }

    /// <summary>MessagePack's maps as JSON's.</summary>
    private static JsonElement Plain(object? value) => JsonSerializer.SerializeToElement(ToStringKeys(value));

    private static object? ToStringKeys(object? value) => value switch
    {
        IDictionary<object, object?> map => map.ToDictionary(item => (string)item.Key, item => ToStringKeys(item.Value)),
        object?[] array => array.Select(ToStringKeys).ToArray(),
        _ => value,
    };

    private static object? ToMaps(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Where(item => item.Value.ValueKind != JsonValueKind.Null).ToDictionary(item => item.Name, item => ToMaps(item.Value)),
        JsonValueKind.Array => value.EnumerateArray().Select(ToMaps).ToArray(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => null,
    };
}
