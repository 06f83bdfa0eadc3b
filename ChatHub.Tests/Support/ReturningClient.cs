using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Support;

/// <summary>
/// The official .NET client with its automatic reconnect, and the two things that an app adds: it joins its room again with its cursor, and sends again what was not acknowledged.
/// </summary>
public sealed class ReturningClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly string _room;
    private readonly Lock _lock = new();
    private readonly List<JsonElement> _events = [];
    private string? _epoch;
    private long _last;
    private int _returns;

    private ReturningClient(HubConnection connection, string room)
    {
        (_connection, _room) = (connection, room);
        connection.On<JsonElement>("RoomEvents", Take);
        connection.On<JsonElement>("SessionEnded", argument => Endings.Enqueue(argument.GetProperty("reason").GetString()!));
        connection.Reconnected += async _ =>
        {
            await JoinAsync();
            Interlocked.Increment(ref _returns);
        };
        connection.Closed += _ =>
        {
            Faults.Enqueue("the client gave up");
            return Task.CompletedTask;
        };
    }

    /// <summary>Why the server said that the connection ends, in order.</summary>
    public ConcurrentQueue<string> Endings { get; } = new();

    /// <summary>What must never happen: a gap, a repeat, a reset, an end for good.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>How often it has reconnected and joined again.</summary>
    public int Returns => Volatile.Read(ref _returns);

    /// <summary>Every event that came, in order.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    public static async Task<ReturningClient> ConnectAsync(Uri server, string token, string room)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server, "/hubs/chat"), http => http.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .WithAutomaticReconnect(new Persistent())
            .Build();
        var client = new ReturningClient(connection, room);
        await client._connection.StartAsync();
        await client.JoinAsync();
        return client;
    }

    /// <summary>Sends until there is a receipt.</summary>
    /// <returns>The message's id.</returns>
    public async Task<long> SendAsync(string key, string text)
    {
        while (true)
        {
            await Eventually.TrueAsync(() => _connection.State == HubConnectionState.Connected, "the client is connected");
            try
            {
                var receipt = await _connection.InvokeAsync<JsonElement>("SendMessage", new { room = _room, text, clientMessageId = key });
                return receipt.GetProperty("id").GetInt64();
            }
            catch (HubException refusal) when (refusal.Message.Contains("unavailable: ", StringComparison.Ordinal))
            {
                refusal.Message.Should().MatchRegex(@"retry after \d+ ms$");
            }
            catch (Exception e) when (e is not HubException)
            {
                // The connection ended; whether the message was written nobody knows.
            }
        }
    }

    /// <summary>Waits until the event has come.</summary>
    public Task SeesSeqAsync(long seq) => Eventually.TrueAsync(() => Volatile.Read(ref _last) >= seq, $"event {seq} came");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task JoinAsync()
    {
        var after = _epoch is null ? null : new { epoch = _epoch, seq = Volatile.Read(ref _last) };
        var sync = await _connection.InvokeAsync<JsonElement>("JoinRoom", after is null ? new { room = _room } : (object)new { room = _room, after });
        if (sync.GetProperty("reset").ValueKind != JsonValueKind.Null)
            Faults.Enqueue($"reset {sync.GetProperty("reset")}");
    }

    private void Take(JsonElement batch)
    {
        lock (_lock)
        {
            _epoch ??= batch.GetProperty("epoch").GetString();
            foreach (var entry in batch.GetProperty("events").EnumerateArray())
            {
                var seq = entry.GetProperty("seq").GetInt64();
                if (_last != 0 && seq != _last + 1)
                    Faults.Enqueue($"{seq} came after {_last}");
                Volatile.Write(ref _last, seq);
                _events.Add(entry.Clone());
            }
        }
    }

    private sealed class Persistent : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(100);
    }
}
