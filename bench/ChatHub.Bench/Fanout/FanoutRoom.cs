using System.Diagnostics;

namespace ChatHub.Bench.Fanout;

/// <summary>The readers and senders of one load, connected to one server. Nothing that is wrong with what they get passes unnoticed.</summary>
internal sealed class FanoutRoom : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new();
    private readonly Arrivals _arrivals = new();
    private readonly Contender _contender;
    private readonly FanoutLoad _load;
    private readonly OpenLoop _schedule;
    private readonly IReadOnlyList<RoomReader> _readers;
    private readonly IReadOnlyList<RoomSender> _senders;
    private readonly Task _pinging;

    private FanoutRoom(Contender contender, FanoutLoad load, RoomReader[] readers, Arrivals arrivals)
    {
        (_contender, _load, _readers, _arrivals) = (contender, load, readers, arrivals);
        _senders = [.. readers.Take(FanoutLoad.Senders).Select((reader, number) => reader.Sender = new RoomSender(number, reader, contender.Wire, load.Name, arrivals))];
        _schedule = new OpenLoop(_senders, load.Rate);
        _pinging = PingAsync();
    }

    /// <summary>How many messages were sent, and acknowledged, since the room was opened.</summary>
    public int Sent => _senders.Sum(sender => sender.Sent);

    /// <summary>Of all messages, at the end of the turn.</summary>
    public IEnumerable<Receipt> Receipts => _senders.SelectMany(sender => sender.Receipts);

    private long Patches => _readers.Sum(reader => reader.Order.Patches);

    public static async Task<FanoutRoom> OpenAsync(Contender contender, FanoutLoad load)
    {
        await contender.MakeRoomAsync(load.Name);
        var arrivals = new Arrivals();
        var readers = new RoomReader[load.Readers];
        await Parallel.ForAsync(0, load.Readers, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
            readers[number] = await RoomReader.JoinAsync(contender.Server.Url, contender.Wire, number, load.Name, arrivals));
        return new FanoutRoom(contender, load, readers, arrivals);
    }

    /// <summary>Lets the senders send from now on.</summary>
    public async Task StartAsync()
    {
        if (_load.Rate > 0)
            _schedule.Start();
        else
            await Task.WhenAll(_senders.Select(sender => sender.StartAsync(_load.InFlight)));
    }

    /// <summary>Measures for a while.</summary>
    public async Task<TurnFigures> MeasureAsync(TimeSpan duration)
    {
        using var driver = Process.GetCurrentProcess();
        GC.Collect();
        var (sent, patches, cpu, own, clock) = (Sent, Patches, _contender.Server.ProcessorTime, driver.TotalProcessorTime, Stopwatch.StartNew());
        _arrivals.Begin();
        _schedule.Lateness = new Histogram();
        await Task.Delay(duration);
        var latencies = _arrivals.End();
        driver.Refresh();
        (cpu, own) = (_contender.Server.ProcessorTime - cpu, driver.TotalProcessorTime - own);
        return TurnFigures.Of(latencies, _schedule.Lateness, Patches - patches, Sent - sent, clock.Elapsed, cpu, own);
    }

    /// <summary>Stops sending, waits until all has arrived, and looks whether it was right.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public async Task FinishAsync()
    {
        await StopAsync();
        for (var clock = Stopwatch.StartNew(); _arrivals.Fault is null && !HasArrived(); await Task.Delay(5))
        {
            if (clock.Elapsed > Patience)
                Fail($"of {Sent} messages {_readers.Min(reader => reader.Order.Messages)} arrived at some reader, {_readers.Min(reader => reader.Order.Patches)} translations, and {Receipts.Count()} receipts");
        }

        if (_arrivals.Fault is { } fault)
            Fail(fault);
        if (_contender.HasReceipts && Receipts.DistinctBy(receipt => receipt.Message).Count() != Sent)
            Fail("a message has two receipts, and another none");
        if (_contender.IsTranslating && _readers.Any(reader => reader.Order.Patches != Sent))
            Fail("a message was translated twice");
    }

    /// <summary>Kills the server while it is at work.</summary>
    public async Task KillServerAsync()
    {
        foreach (var reader in _readers)
            reader.ExpectEnd();
        await _contender.Server.KillAsync();
        await StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pinging;
        foreach (var reader in _readers)
            await reader.DisposeAsync();
        _end.Dispose();
    }

    private async Task StopAsync()
    {
        if (_load.Rate > 0)
            await _schedule.StopAsync();
        foreach (var sender in _senders)
            sender.Stop();
    }

    private bool HasArrived()
    {
        var sent = Sent;
        return _readers.All(reader => reader.Order.Messages >= sent && (!_contender.IsTranslating || reader.Order.Patches >= sent))
            && (!_contender.HasReceipts || Receipts.Count() >= sent);
    }

    /// <summary>SignalR drops a client of which it hears nothing for 30 s.</summary>
    private async Task PingAsync()
    {
        while (true)
        {
            await Task.Delay(PingPause, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (_end.IsCancellationRequested)
                return;
            foreach (var reader in _readers)
                await reader.SendAsync(() => Wire.Ping);
        }
    }

    private void Fail(string fault) => throw new InvalidOperationException($"{_contender.Name}, {_load.Name}: {fault}");
}
