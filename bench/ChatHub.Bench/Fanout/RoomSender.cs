using System.Diagnostics;

namespace ChatHub.Bench.Fanout;

/// <summary>Numbers what it sends over a reader's connection, and keeps the receipts. Any thread may call.</summary>
internal sealed class RoomSender(int number, RoomReader reader, Wire wire, string room, Arrivals arrivals)
{
    private readonly Lock _lock = new();
    private readonly List<Marker> _sent = [];
    private readonly List<Receipt> _receipts = [];
    private volatile bool _goesOn;

    public int Sent
    {
        get
        {
            lock (_lock)
                return _sent.Count;
        }
    }

    public IReadOnlyList<Receipt> Receipts
    {
        get
        {
            lock (_lock)
                return [.. _receipts];
        }
    }

    /// <summary>Sends a message that is due; if it is late, so does its latency say.</summary>
    public Task SendAsync(long due) => reader.SendAsync(() => Make(due));

    /// <summary>Sends so many at once, and another whenever one comes back, until it is stopped.</summary>
    public Task StartAsync(int inFlight)
    {
        _goesOn = true;
        return GoOnAsync(inFlight);
    }

    /// <summary>So many have come back.</summary>
    public async Task GoOnAsync(int count)
    {
        for (; count > 0 && _goesOn; count--)
            await reader.SendAsync(() => Make(Stopwatch.GetTimestamp()));
    }

    public void Stop() => _goesOn = false;

    public void Acknowledge(long call, long id)
    {
        lock (_lock)
        {
            if (id <= 0 || call <= 0 || call > _sent.Count)
                arrivals.Fail($"Sender {number} got a receipt that names no message of theirs: call {call}, id {id}.");
            else
                _receipts.Add(new Receipt(room, id, _sent[(int)call - 1]));
        }
    }

    private byte[] Make(long due)
    {
        lock (_lock)
        {
            var message = new Marker(number, _sent.Count + 1, due);
            _sent.Add(message);
            return wire.Send(room, message);
        }
    }
}

/// <summary>The server has said that it keeps this message.</summary>
internal readonly record struct Receipt(string Room, long Id, Marker Message);
