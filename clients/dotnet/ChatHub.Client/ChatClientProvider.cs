namespace ChatHub.Client;

/// <summary>An app's one client, connected when it is first asked for. Any number may call it at once.</summary>
/// <param name="options">Where to connect, and as whom.</param>
public sealed class ChatClientProvider(ChatClientOptions options) : IAsyncDisposable
{
    private readonly Turn _turn = new();
    private ChatClient? _client;

    /// <summary>The client; who asks first waits until it is connected.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">It was refused; the next call tries again.</exception>
    public async Task<ChatClient> GetAsync(CancellationToken cancel = default)
    {
        using var turn = await _turn.TakeAsync(cancel).ConfigureAwait(false);
        return _client ??= await ChatClient.ConnectAsync(options, cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the client, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
            await client.DisposeAsync().ConfigureAwait(false);
    }
}
