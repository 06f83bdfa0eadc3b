using ChatHub.Bench.Fanout;

namespace ChatHub.Bench.Idle;

/// <summary>Connections that follow a room each, a hundred to a room, and say nothing but that they are there.</summary>
internal sealed class IdleCrowd : IAsyncDisposable
{
    public const int PerRoom = 100;

    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new();
    private readonly Arrivals _arrivals;
    private readonly RoomReader[] _readers;
    private readonly Task _pinging;

    private IdleCrowd(RoomReader[] readers, Arrivals arrivals)
    {
        (_readers, _arrivals) = (readers, arrivals);
        _pinging = PingAsync();
    }

    public static string RoomOf(int person) => $"idle-{person / PerRoom}";

    public static async Task<IdleCrowd> JoinAsync(Uri server, Wire wire, int count)
    {
        var (readers, arrivals) = (new RoomReader[count], new Arrivals());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (person, _) =>
            readers[person] = await RoomReader.JoinAsync(server, wire, person, RoomOf(person), arrivals, isIdle: true));
        return new IdleCrowd(readers, arrivals);
    }

    /// <exception cref="InvalidOperationException">A connection has ended.</exception>
    public void Verify()
    {
        if (_arrivals.Fault is { } fault)
            throw new InvalidOperationException(fault);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pinging;
        foreach (var reader in _readers)
            await reader.DisposeAsync();
        _end.Dispose();
    }

    /// <summary>Spread over the pause, as those of so many clients are.</summary>
    private async Task PingAsync()
    {
        for (var person = 0; !_end.IsCancellationRequested; person++)
        {
            if (person % PerRoom == 0)
                await Task.Delay(PingPause * PerRoom / _readers.Length, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            await _readers[person % _readers.Length].SendAsync(() => Wire.Ping);
        }
    }
}
