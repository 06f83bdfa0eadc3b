using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace ChatHub.Bench.Fanout;

/// <summary>
/// A connection that follows a room by hand: a stock client would take more time for each delivery than the server does. It reads by itself until it is disposed of.
/// </summary>
internal sealed class RoomReader : IAsyncDisposable
{
    // A third of the largest batch of events that there may be: larger ones come in parts.
    private const int LargeBuffer = 16 * 1024;
    private const int SmallBuffer = 512;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ClientWebSocket _socket = new();
    private readonly Arrivals _arrivals;
    private readonly int _number;
    private byte[] _buffer;
    private int _filled;
    private Task _reading = Task.CompletedTask;
    private volatile bool _isDone;

    private RoomReader(int number, Arrivals arrivals, bool isIdle)
    {
        (_number, _arrivals, _buffer, Order) = (number, arrivals, new byte[isIdle ? SmallBuffer : LargeBuffer], new OrderCheck(number, arrivals));
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
    }

    public OrderCheck Order { get; }

    /// <summary>Who sends over this connection; null for nobody. To be set before anything is sent.</summary>
    public RoomSender? Sender { get; set; }

    /// <summary>Connects and joins.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="wire">How.</param>
    /// <param name="number">Which of the people it is, and which sender.</param>
    /// <param name="room">What it follows.</param>
    /// <param name="arrivals">Learns of what it gets.</param>
    /// <param name="isIdle">Whether it will hardly get anything.</param>
    public static async Task<RoomReader> JoinAsync(Uri server, Wire wire, int number, string room, Arrivals arrivals, bool isIdle = false)
    {
        var reader = new RoomReader(number, arrivals, isIdle);
        await reader._socket.ConnectAsync(new Uri(new UriBuilder(server) { Scheme = "ws" }.Uri, wire.GetPath(number)), CancellationToken.None);
        reader._reading = reader.ReadAsync();
        await reader.SendAsync(() => Wire.Handshake);
        await reader.SendAsync(() => wire.Join(room));
        await reader._joined.Task.WaitAsync(Patience);
        return reader;
    }

    /// <summary>Sends a record, which is made when it is its turn.</summary>
    public async Task SendAsync(Func<byte[]> make)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(make(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
            End(e.Message);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The end of the connection is no fault any more.</summary>
    public void ExpectEnd() => _isDone = true;

    public async ValueTask DisposeAsync()
    {
        _isDone = true;
        _socket.Dispose();
        await _reading;
    }

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
                {
                    End(_socket.CloseStatusDescription ?? "closed");
                    return;
                }

                _filled += received.Count;
                if (TakeRecords(Stopwatch.GetTimestamp()) is > 0 and var own && Sender is { } sender)
                    await sender.GoOnAsync(own);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            End(e.Message);
        }
    }

    /// <summary>Takes the records that are whole; the rest waits.</summary>
    /// <returns>How many messages were the reader's own.</returns>
    private int TakeRecords(long now)
    {
        var (taken, own) = (0, 0);
        while (_buffer.AsSpan(taken, _filled - taken).IndexOf(Wire.RecordEnd) is >= 0 and var length)
        {
            own += Take(_buffer.AsSpan(taken, length), now);
            taken += length + 1;
        }

        _buffer.AsSpan(taken, _filled - taken).CopyTo(_buffer);
        _filled -= taken;
        return own;
    }

    private int Take(ReadOnlySpan<byte> record, long now)
    {
        if (record.StartsWith("{\"type\":1,\"target\":\"RoomEvents\""u8))
        {
            Order.TakeSeqs(record);
            return Order.TakeMessages(record, now);
        }

        if (record.StartsWith("{\"type\":1,\"target\":\"MessagePosted\""u8))
            return Order.TakeMessages(record, now);
        if (record.StartsWith("{\"type\":1,\"target\":\"Translations\""u8))
            Order.TakePatches(record);
        else if (record.StartsWith("{\"type\":3,"u8))
            TakeAnswer(record);
        else if (record.StartsWith("{\"type\":7"u8) || record.StartsWith("{\"type\":1,\"target\":\"SessionEnded\""u8) || record.StartsWith("{\"error\""u8))
            End(Encoding.UTF8.GetString(record));
        return 0;
    }

    private void TakeAnswer(ReadOnlySpan<byte> record)
    {
        var rest = record;
        if (rest.IndexOf("\"error\":"u8) >= 0 || !OrderCheck.TryFind(ref rest, "\"invocationId\":\""u8))
        {
            End(Encoding.UTF8.GetString(record));
            return;
        }

        var call = OrderCheck.ReadNumber(rest);
        if (call != Wire.JoinCall)
        {
            Sender!.Acknowledge(call, OrderCheck.TryFind(ref rest, "\"id\":"u8) ? OrderCheck.ReadNumber(rest) : 0);
            return;
        }

        // A stock hub answers nothing.
        if (OrderCheck.TryFind(ref rest, "\"from\":"u8))
            Order.Start(OrderCheck.ReadNumber(rest));
        _joined.TrySetResult();
    }

    private void End(string reason)
    {
        if (!_isDone)
            _arrivals.Fail($"The connection of reader {_number} ended: {reason}");
        _joined.TrySetException(new InvalidOperationException(reason));
    }
}
