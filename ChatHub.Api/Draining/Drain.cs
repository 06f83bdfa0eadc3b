using ChatHub.Api.Realtime;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;

namespace ChatHub.Api.Draining;

/// <summary>
/// What happens between the signal to stop and the closing of sockets, in this order: nothing new is taken; what was taken is committed; readers get what is committed,
/// senders their receipts; every connection is told why it ends, so that its client comes back by itself. What is stuck, a disk or a socket, is left after
/// <see cref="Patience"/>: its client has no receipt and tries again, or resumes by cursor. Runs once.
/// </summary>
internal sealed partial class Drain(
    DrainState state, DrainGate gate, IWriteQueue writes, RoomFeeds feeds, ConnectionRegistry connections, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Drain> logger)
    : IHostedService
{
    /// <summary>For everything but the goodbyes; a write that waits for a locked database is settled within it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>For those who read, together.</summary>
    private static readonly TimeSpan ReadersPatience = TimeSpan.FromSeconds(2);

    /// <summary>For what is said last to leave the server.</summary>
    private static readonly TimeSpan GoodbyePatience = TimeSpan.FromSeconds(2);

    /// <summary>All of the stopping: the drain, then SignalR's and Kestrel's own ends of what is still open.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(13);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // SignalR closes its sockets in a callback of the same token. They run in the reverse order, so this one has to be registered after SignalR's, and holds the others up.
        lifetime.ApplicationStarted.Register(() => lifetime.ApplicationStopping.Register(() => Task.Run(RunAsync).GetAwaiter().GetResult()));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync()
    {
        state.Begin();
        using var deadline = new CancellationTokenSource(Patience, time);
        var isClean = await WithinAsync(writes.CloseAsync(DrainState.RetryAfter), deadline.Token);
        // Connections that come after this list see the state.
        var live = connections.List();
        if (live.Count > 0)
        {
            using var readers = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
            readers.CancelAfter(ReadersPatience);
            isClean &= await WithinAsync(SettleAsync(live, readers.Token), readers.Token);
            await Task.WhenAll(live.Select(connection => connection.EndAsync(SessionEnding.Shutdown)));
            // What the hub has said may not have been sent yet, and SignalR's own closing, which comes next, would drop it.
            using var goodbyes = new CancellationTokenSource(GoodbyePatience, time);
            await WithinAsync(gate.FinishAsync(goodbyes.Token), goodbyes.Token);
        }

        LogDrained(live.Count, isClean ? "everything" : "not everything");
    }

    private async Task SettleAsync(IReadOnlyList<ClientConnection> live, CancellationToken cancel)
    {
        await Task.WhenAll(live.Select(connection => FinishCallsAsync(connection, cancel)));
        await feeds.SettleAsync();
        await Task.WhenAll(live.Select(connection => connection.Outbox.PostAsync(message: null, stale: null)));
    }

    private static async Task FinishCallsAsync(ClientConnection connection, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, connection.Aborted);
        try
        {
            await connection.Calls.FinishAsync().WaitAsync(over.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The client is gone: nobody waits for the answers.
        }
    }

    /// <returns>False when it took too long, and goes on without anybody who waits.</returns>
    private static async Task<bool> WithinAsync(Task work, CancellationToken deadline)
    {
        try
        {
            await work.WaitAsync(deadline);
            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 2300, Level = LogLevel.Information, Message = "The server stops: {Connections} connections were told so, {Settled} that was taken is settled")]
    private partial void LogDrained(int connections, string settled);
}
