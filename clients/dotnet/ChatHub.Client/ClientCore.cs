namespace ChatHub.Client;

/// <summary>What the rooms of a client share. Any number may call it at once.</summary>
internal sealed class ClientCore(ChatClientOptions options, ChatHttp http, Session session, ReadingLanguage language, EventStreams events)
{
    private long _order;

    public ChatClientOptions Options => options;

    public IChatStorage Storage => options.Storage;

    public Session Session => session;

    public ReadingLanguage Language => language;

    public EventStreams Events => events;

    public required Connection Connection { get; init; }

    public required RoomKeeper Keeper { get; init; }

    /// <summary>Whether the session has ended, or the client: what is not done yet is kept.</summary>
    public bool IsOver => session.Ended is not null || Connection.State == ChatConnectionState.Ended;

    public string Username => session.User?.Username ?? "";

    /// <summary>The place of the next message to be sent.</summary>
    public long NextOrder() => Interlocked.Increment(ref _order);

    /// <summary>That place is taken.</summary>
    public void Pass(long order) => _order = Math.Max(_order, order);

    /// <summary>Reads over HTTP, and tries again as the hub's calls do.</summary>
    /// <exception cref="ChatException">The server refused for good, or the session has ended.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken cancel) => AskAsync(token => http.GetAsync<T>(path, token, cancel), cancel);

    /// <summary>Asks over HTTP for what may be done twice, and tries again as the hub's calls do.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<T> PostAsync<TBody, T>(string path, TBody body, CancellationToken cancel) => AskAsync(token => http.PostAsync<TBody, T>(path, body, token, cancel), cancel);

    /// <summary>Goes on by itself; what becomes of it shows in the rooms, if anywhere.</summary>
    public static void Begin(Func<Task> work) => _ = Task.Run(async () =>
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The session has ended, the client was stopped, or a storage of the app's own failed: nobody is here to be told.
        }
    });

    private async Task<T> AskAsync<T>(Func<string, Task<T>> ask, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            if (IsOver)
                await Connection.ReadyAsync(cancel).ConfigureAwait(false);
            var wait = TimeSpan.Zero;
            var token = "";
            try
            {
                token = await session.GetTokenAsync(cancel).ConfigureAwait(false);
                return await ask(token).ConfigureAwait(false);
            }
            catch (ChatException e) when (e.IsAboutSession)
            {
                // Where somebody has ended the session the connection is told, and nothing may log in again.
                if (e.Code != "token_expired")
                    await Connection.HasLastWordsAsync(cancel).ConfigureAwait(false);
                session.Refuse(token);
            }
            catch (ChatException e) when (e.IsPassing)
            {
                wait = e.RetryAfter ?? TimeSpan.Zero;
            }

            var delay = options.ReconnectDelay(attempt);
            await Task.Delay(delay > wait ? delay : wait, options.Time, cancel).ConfigureAwait(false);
        }
    }
}
