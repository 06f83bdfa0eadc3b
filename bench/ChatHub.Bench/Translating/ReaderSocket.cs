using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChatHub.Bench.Translating;

/// <summary>
/// A connection that follows the room by hand. A stock client takes more time for each call than the server does, on the same processors: with one for each reader, originals would wait for
/// the readers' own work on translations.
/// </summary>
internal sealed class ReaderSocket : IAsyncDisposable
{
    private const byte RecordEnd = 0x1e;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientWebSocket _socket = new();
    private readonly ReaderCalls _calls;
    private byte[] _buffer = new byte[8 * 1024];
    private int _filled;
    private Task _reading = Task.CompletedTask;

    private ReaderSocket(ReaderCalls calls) => _calls = calls;

    private static ReadOnlySpan<byte> EventsCall => "{\"type\":1,\"target\":\"RoomEvents\",\"arguments\":["u8;

    private static ReadOnlySpan<byte> TranslationsCall => "{\"type\":1,\"target\":\"Translations\",\"arguments\":["u8;

    private static ReadOnlySpan<byte> Answer => "{\"type\":3,\"invocationId\":\"0\",\"result\":"u8;

    public static async Task<ReaderSocket> OpenAsync(Uri server, Person person, ReaderCalls calls)
    {
        var socket = new ReaderSocket(calls);
        var url = new UriBuilder(server) { Scheme = "ws", Path = "/hubs/chat", Query = $"language={person.Language}&access_token={person.Token}" };
        await socket._socket.ConnectAsync(url.Uri, CancellationToken.None);
        socket._reading = socket.ReadAsync();
        await socket.SendAsync("""{"protocol":"json","version":1}""");
        return socket;
    }

    public async Task JoinAsync()
    {
        await SendAsync($$$"""{"type":1,"invocationId":"0","target":"JoinRoom","arguments":[{"room":"{{{People.Room}}}","backlog":0}]}""");
        await _joined.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
    }

    private ValueTask SendAsync(string record)
        => _socket.SendAsync(new ReadOnlyMemory<byte>([.. Encoding.UTF8.GetBytes(record), RecordEnd]), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                if (_filled == _buffer.Length)
                    Array.Resize(ref _buffer, 2 * _filled);
                var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException(_socket.CloseStatusDescription ?? "closed");
                _filled += received.Count;
                TakeRecords(Stopwatch.GetTimestamp());
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException or JsonException)
        {
            _calls.End(e.Message);
            _joined.TrySetException(e);
        }
    }

    /// <summary>Takes the records that are whole; the rest waits.</summary>
    private void TakeRecords(long now)
    {
        var taken = 0;
        while (_buffer.AsSpan(taken, _filled - taken).IndexOf(RecordEnd) is >= 0 and var length)
        {
            Take(_buffer.AsSpan(taken, length), now);
            taken += length + 1;
        }

        _buffer.AsSpan(taken, _filled - taken).CopyTo(_buffer);
        _filled -= taken;
    }

    private void Take(ReadOnlySpan<byte> record, long now)
    {
        if (record.StartsWith(EventsCall))
            _calls.Events(Read<EventsFrame>(record[EventsCall.Length..^2]), now);
        else if (record.StartsWith(TranslationsCall))
            _calls.Patches(Read<PatchesFrame>(record[TranslationsCall.Length..^2]), now);
        else if (record.StartsWith(Answer))
            TakeJoined(Read<JoinedFrame>(record[Answer.Length..^1]));
        else if (record.StartsWith("{\"type\":3"u8) || record.StartsWith("{\"error\""u8))
            throw new WebSocketException(Encoding.UTF8.GetString(record));
    }

    private void TakeJoined(JoinedFrame joined)
    {
        // Here, and not by whoever joins: the next record may be read before that one runs.
        _calls.Joined(joined);
        _joined.TrySetResult();
    }

    private static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
}

/// <summary>What is done with what comes; timestamps are of <see cref="Stopwatch"/>, from before it was parsed.</summary>
internal sealed record ReaderCalls(Action<JoinedFrame> Joined, Action<EventsFrame, long> Events, Action<PatchesFrame, long> Patches, Action<string> End);
