using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Fuzz;

/// <summary>
/// Two people who talk to each other during the attack, in a private room, with stock clients, one of each protocol: both must see all that was said, in order, without a
/// gap. They speak when they are told to; many may tell them at once.
/// </summary>
public sealed class Bystanders : IAsyncDisposable
{
    private static int _pairs;

    private readonly string _room;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<HubConnection> _connections = [];
    private readonly List<ConcurrentQueue<(long Seq, string? Text)>> _seen = [new(), new()];
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly List<string> _said = [];
    private readonly TimeSpan _patience;
    private bool _isOver;

    private Bystanders(TimeSpan patience, int number) => (_patience, _room) = (patience, $"bystanders-{number.ToString(CultureInfo.InvariantCulture)}");

    public int Said => _said.Count;

    public static async Task<Bystanders> ConnectAsync(Uri server, Attackers attackers, TimeSpan patience)
    {
        var pair = new Bystanders(patience, Interlocked.Increment(ref _pairs));
        string[] tokens = [await attackers.SignInAsync($"{pair._room}-a"), await attackers.SignInAsync($"{pair._room}-b")];
        (await attackers.SendAsync(HttpMethod.Post, "/rooms", tokens[0], new { room = pair._room, visibility = "private" })).EnsureSuccessStatusCode();
        (await attackers.SendAsync(HttpMethod.Put, $"/rooms/{pair._room}/members/{pair._room}-b", tokens[0], new { role = "member" })).EnsureSuccessStatusCode();
        foreach (var (token, number) in tokens.Select((token, number) => (token, number)))
            await pair.OpenAsync(server, token, number);
        return pair;
    }

    /// <summary>The next of the two says the next sentence, and waits for the receipt.</summary>
    public async Task SpeakAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var text = $"bystanding {_said.Count.ToString(CultureInfo.InvariantCulture)}";
            var call = new Dictionary<string, object>(StringComparer.Ordinal) { ["room"] = _room, ["text"] = text };
            await _connections[_said.Count % 2].InvokeAsync<object>("SendMessage", call).WaitAsync(_patience);
            _said.Add(text);
        }
        catch (Exception e)
        {
            _faults.Enqueue($"a bystander could not speak: {e.GetType().Name} {e.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits until both have seen everything.</summary>
    /// <returns>What was wrong; empty when nothing was.</returns>
    public async Task<IReadOnlyList<string>> CompleteAsync()
    {
        await SpeakAsync();
        for (var left = _patience; left > TimeSpan.Zero && _seen.Exists(seen => seen.Count(entry => entry.Text is not null) < _said.Count); left -= TimeSpan.FromMilliseconds(50))
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        foreach (var seen in _seen)
        {
            if (!seen.Where(entry => entry.Text is not null).Select(entry => entry.Text).SequenceEqual(_said))
                _faults.Enqueue($"a bystander saw {seen.Count} events, but not all that was said in order");
            if (!seen.Select(entry => entry.Seq).SequenceEqual(seen.Select((_, index) => seen.First().Seq + index)))
                _faults.Enqueue("a bystander's events have a gap");
        }

        return [.. _faults];
    }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        _turn.Dispose();
    }

    private async Task OpenAsync(Uri server, string token, int number)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server, "/hubs/chat"), http => http.AccessTokenProvider = () => Task.FromResult<string?>(token));
        if (number == 1)
            builder.AddMessagePackProtocol();
        var connection = builder.Build();
        _connections.Add(connection);
        connection.Closed += e =>
        {
            if (!_isOver)
                _faults.Enqueue($"a bystander's connection ended: {e?.Message}");
            return Task.CompletedTask;
        };
        if (number == 1)
            connection.On<object>("RoomEvents", batch => Take(number, JsonSerializer.SerializeToElement(Named(batch))));
        else
            connection.On<JsonElement>("RoomEvents", batch => Take(number, batch));
        await connection.StartAsync();
        await connection.InvokeAsync<object>("JoinRoom", new Dictionary<string, object>(StringComparer.Ordinal) { ["room"] = _room, ["backlog"] = 0 });
    }

    private void Take(int number, JsonElement batch)
    {
        foreach (var entry in batch.GetProperty("events").EnumerateArray())
            _seen[number].Enqueue((entry.GetProperty("seq").GetInt64(), entry.TryGetProperty("message", out var message) ? message.GetProperty("text").GetString() : null));
    }

    private static object? Named(object? value) => value switch
    {
        IDictionary<object, object?> map => map.ToDictionary(item => (string)item.Key, item => Named(item.Value), StringComparer.Ordinal),
        object?[] list => list.Select(Named).ToArray(),
        _ => value,
    };
}
