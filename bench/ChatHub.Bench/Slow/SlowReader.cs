using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChatHub.Bench.Translating;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Bench.Slow;

/// <summary>
/// A client that joins and then takes so many bytes a second, or none, off its socket, whose own buffer is small; it still sends its pings, as a client would whose network is bad.
/// </summary>
internal sealed class SlowReader : IDisposable
{
    private const int SocketBuffer = 16 * 1024;
    private const char RecordEnd = '\u001e';

    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ClientWebSocket _socket = new();
    private readonly Person _person;
    private readonly int _rate;
    private Task _running = Task.CompletedTask;
    private string _epoch = "";
    private long _seq;

    private SlowReader(Person person, int rate) => (_person, _rate) = (person, rate);

    public static async Task<SlowReader> ConnectAsync(Uri server, Person person, int bytesPerSecond)
    {
        var reader = new SlowReader(person, bytesPerSecond);
        var url = new UriBuilder(server) { Scheme = "ws", Path = "/hubs/chat", Query = $"access_token={person.Token}" }.Uri;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SocketBuffer, NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        await reader._socket.ConnectAsync(url, http, CancellationToken.None);
        await reader.SendAsync("""{"protocol":"json","version":1}""");
        await reader.SendAsync($$"""{"type":1,"invocationId":"1","target":"JoinRoom","arguments":[{"room":"{{People.Room}}","backlog":0}]}""");
        while (reader._epoch.Length == 0)
            await reader.ReadAsync(SocketBuffer);
        reader._running = Task.WhenAll(reader.TakeSlowlyAsync(), reader.PingAsync());
        return reader;
    }

    /// <summary>Ends reading, and comes back with the cursor, as a stock client, to a server whose load is over.</summary>
    /// <returns>What became of it, in words.</returns>
    /// <exception cref="InvalidOperationException">An event is missing, or came twice.</exception>
    public async Task<string> ResumeAsync(Uri server, IReadOnlyList<long> ids)
    {
        await _end.CancelAsync();
        await _running;
        var before = _seq;
        var events = new List<EventFrame>();
        await using var connection = await HubCalls.OpenAsync(server, _person, language: null, hub => hub.On<EventsFrame>("RoomEvents", frame =>
        {
            lock (events)
                events.AddRange(frame.Events);
        }));
        var joined = await connection.InvokeAsync<JsonElement>("JoinRoom", new { room = People.Room, after = new { epoch = _epoch, seq = before } });
        var head = joined.GetProperty("head").GetInt64();
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(10))
        {
            lock (events)
            {
                if (events.Count > 0 && events[^1].Seq >= head)
                    break;
            }

            if (clock.Elapsed > Patience)
                throw new InvalidOperationException($"A slow reader resumed after {before}, and did not come to {head}.");
        }

        lock (events)
        {
            if (!events.Select(entry => entry.Seq).SequenceEqual(Enumerable.Range(1, events.Count).Select(step => before + step)))
                throw new InvalidOperationException("A slow reader resumed with a gap.");
            if (!ids.Where(id => id > before).All(events.Select(entry => entry.Seq).ToHashSet().Contains))
                throw new InvalidOperationException("A slow reader missed a message.");
            return $"{(_rate == 0 ? "the one that stopped" : $"the one at {_rate} bytes a second")} {Fate()}, resumed after {before} and got the other {events.Count} events";
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _end.Dispose();
    }

    private string Fate() => _clock.IsRunning ? "was still connected" : $"was dropped after {_clock.Elapsed.TotalSeconds:0} s";

    private void NoteDropped()
    {
        if (!_end.IsCancellationRequested)
            _clock.Stop();
    }

    /// <summary>A socket that nobody reads does not tell that it was closed, but a write to it does.</summary>
    private async Task PingAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(PingPause, _end.Token);
                await SendAsync("""{"type":6}""");
            }
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException)
        {
            NoteDropped();
        }
    }

    private async Task TakeSlowlyAsync()
    {
        try
        {
            while (_rate > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _end.Token);
                await ReadAsync(_rate);
            }
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }
        catch (WebSocketException)
        {
            NoteDropped();
        }
    }

    private async Task ReadAsync(int bytes)
    {
        var buffer = new byte[bytes];
        var received = await _socket.ReceiveAsync(buffer, _end.Token);
        if (received.MessageType == WebSocketMessageType.Close)
            throw new WebSocketException("closed");
        _text.Append(Encoding.ASCII.GetString(buffer, 0, received.Count));
        var text = _text.ToString();
        var end = text.LastIndexOf(RecordEnd);
        if (end < 0)
            return;
        _text.Clear().Append(text.AsSpan(end + 1));
        foreach (var record in text[..end].Split(RecordEnd))
            Take(JsonSerializer.Deserialize<JsonElement>(record));
    }

    /// <summary>Keeps the cursor, as every client does.</summary>
    private void Take(JsonElement record)
    {
        if (record.TryGetProperty("result", out var joined))
            (_epoch, _seq) = (joined.GetProperty("epoch").GetString()!, Math.Max(_seq, joined.GetProperty("from").GetInt64() - 1));
        else if (record.TryGetProperty("target", out var target) && target.GetString() == "RoomEvents" && record.GetProperty("arguments")[0].GetProperty("events") is var events && events.GetArrayLength() > 0)
            _seq = events[events.GetArrayLength() - 1].GetProperty("seq").GetInt64();
    }

    private Task SendAsync(string record) => _socket.SendAsync(Encoding.UTF8.GetBytes(record + RecordEnd), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
