using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>
/// Keeps a connection open, for as long as there is a session: after each end there is another, with a growing, random wait before it. Any number may call it at once.
/// </summary>
internal sealed partial class Connection(ChatClientOptions options, Session session, ReadingLanguage language, Func<HubLink, IChatClient> receiver, Action<ChatConnectionState, Exception?> tell)
    : IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<HubLink> _ready = NewReady();
    private Task _running = Task.CompletedTask;

    public ChatConnectionState State { get; private set; } = ChatConnectionState.Connecting;

    /// <summary>Ends with the client.</summary>
    public CancellationToken Stopped => _stop.Token;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>The connection of now, or the next one.</summary>
    /// <exception cref="ChatException">There will be none.</exception>
    public Task<HubLink> ReadyAsync(CancellationToken cancel)
    {
        lock (_lock)
            return _ready.Task.WaitAsync(cancel);
    }

    /// <summary>Calls until there is an answer: on as many connections as it takes, and as late as the server asks. For calls that may be made twice.</summary>
    /// <exception cref="ChatException">The server refused for good, or the session has ended.</exception>
    public async Task<T> CallAsync<T>(Func<HubLink, Task<T>> call, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var link = await ReadyAsync(cancel).ConfigureAwait(false);
            try
            {
                return await call(link).ConfigureAwait(false);
            }
            catch (LinkLostException)
            {
                await LosesAsync(link, cancel).ConfigureAwait(false);
            }
            catch (ChatException e) when (e.IsAboutSession)
            {
                // It was told, or is being told, why it ends.
                await HasLastWordsAsync(link, cancel).ConfigureAwait(false);
                link.Abort();
                await LosesAsync(link, cancel).ConfigureAwait(false);
            }
            catch (ChatException e) when (e.IsPassing)
            {
                await Task.Delay(e.RetryAfter ?? options.ReconnectDelay(attempt), options.Time, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until the server has had the time to say why it refuses a token, if there is a connection.</summary>
    public async Task HasLastWordsAsync(CancellationToken cancel)
    {
        Task<HubLink> ready;
        lock (_lock)
            ready = _ready.Task;
        if (ready.IsCompletedSuccessfully)
            await HasLastWordsAsync(await ready.ConfigureAwait(false), cancel).ConfigureAwait(false);
    }

    /// <summary>Completes when it has ended for good.</summary>
    public Task EndsAsync(CancellationToken cancel) => _running.WaitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        End(new ObjectDisposedException(nameof(ChatClient)));
        _stop.Dispose();
    }

    private async Task HasLastWordsAsync(HubLink link, CancellationToken cancel)
        => await Task.WhenAny(link.Closed, Task.Delay(LastWords, options.Time, cancel)).ConfigureAwait(false);

    private void Have(HubLink link)
    {
        lock (_lock)
            State = ChatConnectionState.Connected;
        // Told before anybody who waits goes on.
        tell(ChatConnectionState.Connected, null);
        lock (_lock)
            _ready.TrySetResult(link);
    }

    private void Lose(Exception? cause)
    {
        lock (_lock)
        {
            State = ChatConnectionState.Connecting;
            if (_ready.Task.IsCompleted)
                _ready = NewReady();
        }

        tell(ChatConnectionState.Connecting, cause);
    }

    /// <summary>Waits until this connection is not the one of now any more.</summary>
    private async Task LosesAsync(HubLink link, CancellationToken cancel)
    {
        await link.Closed.WaitAsync(cancel).ConfigureAwait(false);
        // Whoever notices first makes place for the next one.
        lock (_lock)
        {
            if (_ready.Task is { IsCompletedSuccessfully: true } ready && ready.Result == link)
                _ready = NewReady();
        }
    }

    private void End(Exception cause)
    {
        lock (_lock)
        {
            if (State == ChatConnectionState.Ended)
                return;
            State = ChatConnectionState.Ended;
            if (_ready.Task.IsCompleted)
                _ready = NewReady();
            _ready.TrySetException(cause);
            // Nobody may be waiting.
            _ = _ready.Task.Exception;
        }

        tell(ChatConnectionState.Ended, cause is ObjectDisposedException ? null : cause);
    }

    private static TaskCompletionSource<HubLink> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
