using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Fanout;

/// <summary>A server that is measured: it runs on from turn to turn, and is stopped where it stands between them.</summary>
internal abstract class Contender(string name, ServerProcess server, Wire wire) : IAsyncDisposable
{
    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, List<TurnFigures>> _rounds = new(StringComparer.Ordinal);

    public string Name => name;

    public ServerProcess Server => server;

    public Wire Wire => wire;

    /// <summary>Whether it answers each message with a receipt.</summary>
    public virtual bool HasReceipts => false;

    /// <summary>Whether each message is followed by a translation at each reader.</summary>
    public virtual bool IsTranslating => false;

    /// <summary>What the rounds of a load gave.</summary>
    public IReadOnlyList<TurnFigures> RoundsOf(FanoutLoad load) => _rounds[load.Name];

    /// <summary>Before the readers of a room come.</summary>
    public abstract Task MakeRoomAsync(string room);

    /// <summary>Carries a load for a while, and nothing is noted but what was wrong.</summary>
    public Task WarmUpAsync(FanoutLoad load, TimeSpan duration) => TakeTurnAsync(load, _ => Task.Delay(duration));

    /// <param name="load">What to carry.</param>
    /// <param name="duration">For how long it counts.</param>
    /// <param name="beside">What else happens meanwhile, until it is told to end.</param>
    public Task MeasureAsync(FanoutLoad load, TimeSpan duration, Func<CancellationToken, Task>? beside = null) => TakeTurnAsync(load, async room =>
    {
        await Task.Delay(LeadIn);
        using var end = new CancellationTokenSource();
        var other = beside?.Invoke(end.Token) ?? Task.CompletedTask;
        if (!_rounds.TryGetValue(load.Name, out var rounds))
            _rounds[load.Name] = rounds = [];
        rounds.Add(await room.MeasureAsync(duration));
        await end.CancelAsync();
        await other;
    });

    public virtual ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>What was acknowledged in a turn.</summary>
    protected virtual void Note(IEnumerable<Receipt> receipts)
    {
    }

    private async Task TakeTurnAsync(FanoutLoad load, Func<FanoutRoom, Task> run)
    {
        await server.ResumeAsync();
        await using (var room = await FanoutRoom.OpenAsync(this, load))
        {
            await room.StartAsync();
            await run(room);
            await room.FinishAsync();
            Note(room.Receipts);
        }

        await server.PauseAsync();
    }
}
