using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>
/// Somebody's connection to a ChatHub, for as long as their session lives: it comes back by itself after every disconnection, with what was missed, and renews its session in time. Any number may call it at once. What is asked of
/// the server waits for a connection, and is asked again where one is lost, until there is an answer or the caller cancels.
/// </summary>
public sealed partial class ChatClient : IAsyncDisposable
{
    private readonly ChatClientOptions _options;
    private readonly ChatHttp _http;
    private readonly Session _session;
    private readonly ReadingLanguage _language;
    private readonly Turn _setting = new();
    private readonly EventStreams _events;
    private readonly RoomSet _rooms;
    private readonly ClientCore _core;
    private int _isDisposed;

    private ChatClient(ChatClientOptions options)
    {
        _options = options;
        _http = new ChatHttp(options);
        _session = new Session(options, _http);
        _language = new ReadingLanguage(options.Language);
        _events = new EventStreams(options.Time);
        _core = new ClientCore(options, _http, _session, _language, _events)
        {
            // It is not started before the rooms are there.
            Connection = new Connection(options, _session, _language, link => new Receiver(link, _rooms!, _events, _session), TakeState),
            Keeper = new RoomKeeper(options.Storage, options.Time),
        };
        _rooms = new RoomSet(name => new ChatRoom(name, _core));
    }

    /// <summary>Whose connection it is.</summary>
    public UserDto User => _session.User!;

    /// <summary>How the connection is.</summary>
    public ChatConnectionState State => _core.Connection.State;

    /// <summary>Signs in and connects. Goes on where the client before it ended that had the same storage: with its session, its rooms, and what it had not sent yet. Tries until it succeeds, is refused, or is cancelled.</summary>
    /// <param name="options">Where to, and as whom.</param>
    /// <param name="cancel">Ends the trying.</param>
    /// <exception cref="ChatException"><c>invalid_credentials</c>, <c>invalid_request</c> for a language that is none, or another refusal.</exception>
    public static async Task<ChatClient> ConnectAsync(ChatClientOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ChatClientOptions.Check(options);
        ReadingLanguage.Check(options.Language);
        var client = new ChatClient(options);
        try
        {
            await client.OpenAsync(cancel).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Everything that happens, from the moment on at which the enumeration begins, until the client is disposed of. Of the rooms that the storage remembers the first one that enumerates gets what was missed, too, if it begins
    /// within a minute. Who is 100,000 events behind gets an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="cancel">Ends it.</param>
    public IAsyncEnumerable<ChatEvent> ReadEventsAsync(CancellationToken cancel = default) => _events.ReadAsync(cancel);

    /// <summary>Sets the reading language of this client. When it completes, the followed rooms show what is translated into it.</summary>
    /// <param name="language">A BCP 47 tag; null for originals only.</param>
    /// <param name="cancel">Ends the waiting, and not the setting.</param>
    /// <exception cref="ChatException"><c>invalid_request</c> for what is no tag: the language of before stays.</exception>
    public async Task SetLanguageAsync(string? language, CancellationToken cancel = default)
    {
        ReadingLanguage.Check(language);
        // Not cancelled half-way: the server would have set it, and we not know.
        await SetInTurnAsync(language, _core.Connection.Stopped).WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the session on the server, and with it this client: nothing logs in again.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server cannot be reached: the session lives on.</exception>
    public async Task LogoutAsync(CancellationToken cancel = default)
    {
        await _session.LogoutAsync(cancel).ConfigureAwait(false);
        await _core.Connection.EndsAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the connection. The session lives on; what was not sent yet is kept for the next client with the same storage. The second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _core.Connection.DisposeAsync().ConfigureAwait(false);
        await _session.StopAsync().ConfigureAwait(false);
        await Task.WhenAll(_rooms.All.Select(room => room.KeptAsync())).ConfigureAwait(false);
        await _core.Keeper.DisposeAsync().ConfigureAwait(false);
        _events.End();
        _http.Dispose();
    }

    private async Task SetInTurnAsync(string? language, CancellationToken stopped)
    {
        // The last one that is asked for is the one that stays.
        using var turn = await _setting.TakeAsync(stopped).ConfigureAwait(false);
        var request = new SetLanguageRequest(language);
        var answer = await _core.Connection.CallAsync(
            async link =>
            {
                var set = await link.InvokeAsync<ReadingLanguageDto>(HubMethods.SetLanguage, request, stopped).ConfigureAwait(false);
                _language.Set(language);
                return set;
            },
            stopped).ConfigureAwait(false);
        // Those that are not followed, too: they may show pages of history.
        await Task.WhenAll(_rooms.All.Select(room => room.TranslateAgainAsync(answer.Rooms.FirstOrDefault(set => set.Room == room.Name)?.Translations, stopped))).ConfigureAwait(false);
    }

    private void TakeState(ChatConnectionState state, Exception? cause)
    {
        _events.Tell(new ConnectionChanged(state, cause));
        foreach (var room in _rooms.All)
        {
            if (state == ChatConnectionState.Connected)
                ClientCore.Begin(room.JoinAgainAsync);
            else if (state == ChatConnectionState.Ended)
                room.End();
        }
    }
}
