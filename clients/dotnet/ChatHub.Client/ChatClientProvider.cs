namespace ChatHub.Client;

/// <summary>An app's one client, connected when it is first asked for, and another one once that has ended with its session. Any number may call it at once.</summary>
/// <param name="options">Where to connect, and as whom.</param>
public sealed class ChatClientProvider(ChatClientOptions options) : IAsyncDisposable
{
    private readonly Turn _turn = new();
    private readonly CancellationTokenSource _stop = new();
    private ChatClient? _client;

    /// <summary>The client; who asks first waits until it is connected.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">It was refused; the next call tries again.</exception>
    /// <exception cref="ObjectDisposedException">The app has ended.</exception>
    public async Task<ChatClient> GetAsync(CancellationToken cancel = default)
    {
        using var turn = await _turn.TakeAsync(cancel).ConfigureAwait(false);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_client is { State: ChatConnectionState.Ended } ended)
        {
            await ended.DisposeAsync().ConfigureAwait(false);
            _client = null;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        return _client ??= await ChatClient.ConnectAsync(options, ends.Token).ConfigureAwait(false);
    }

    /// <summary>Ends the client, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        using var turn = await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        if (_client is { } client)
            await client.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
