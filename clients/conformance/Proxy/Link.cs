using System.Collections.Concurrent;

namespace ChatHub.Conformance.Proxy;

/// <summary>One hub connection of a client through the proxy: over a socket, or over requests that share its id.</summary>
internal sealed class Link : IDisposable
{
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _cut = new();
    private readonly SemaphoreSlim _clientTurn = new(1);
    private readonly SemaphoreSlim _serverTurn = new(1);
    private readonly ConcurrentQueue<byte[]> _unsent = new();

    public Link(FaultList faults)
    {
        Conversation = new Conversation(faults, SayToClientAsync, SayToServerAsync, _cut.Token);
        WriteToClient = record =>
        {
            _unsent.Enqueue(record);
            return Task.CompletedTask;
        };
    }

    public Conversation Conversation { get; }

    /// <summary>Ends when the connection is cut.</summary>
    public CancellationToken Token => _cut.Token;

    /// <summary>Writes to the client; called by one at a time. Without a stream to it, what is said waits for <see cref="TakeUnsent"/>.</summary>
    public Func<byte[], Task> WriteToClient { get; set; }

    /// <summary>Writes to the server; called by one at a time.</summary>
    public required Func<byte[], Task> WriteToServer { get; set; }

    /// <summary>What was said since the last time, for the answer to a poll.</summary>
    public byte[] TakeUnsent()
    {
        var all = new List<byte>();
        while (_unsent.TryDequeue(out var record))
            all.AddRange(record);
        return [.. all];
    }

    public bool IsCut => _cut.IsCancellationRequested;

    public Task SayToClientAsync(byte[] record) => SayAsync(_clientTurn, WriteToClient, record);

    public Task SayToServerAsync(byte[] record) => SayAsync(_serverTurn, WriteToServer, record);

    /// <summary>Ends the connection as a failing network does, on both sides.</summary>
    public void Cut() => _cut.Cancel();

    /// <summary>Lets the client close it, as it does when it is told so, and ends it if it does not: a cut at once would take with it what was said last.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await Task.Delay(LeaveTime, _cut.Token);
            Cut();
        }
        catch (OperationCanceledException)
        {
            // It is gone.
        }
    }

    public void Dispose()
    {
        _cut.Dispose();
        _clientTurn.Dispose();
        _serverTurn.Dispose();
    }

    private async Task SayAsync(SemaphoreSlim turn, Func<byte[], Task> write, byte[] record)
    {
        await turn.WaitAsync(_cut.Token);
        try
        {
            await write(record);
        }
        finally
        {
            turn.Release();
        }
    }
}
