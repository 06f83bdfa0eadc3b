using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>
/// Somebody's connection to a ChatHub, for as long as their session lives: it comes back by itself after every disconnection, with what was missed, and renews its session in time. Any number may call it at once. What is asked of
/// the server waits for a connection, and is asked again where one is lost, until there is an answer or the caller cancels.
/// </summary>
public sealed class ChatClient : IAsyncDisposable
{
    private const string AccountKey = "account";

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

    /// <summary>The rooms that are followed: those that were joined, and those that the storage remembers.</summary>
    public IReadOnlyList<ChatRoom> Rooms => [.. _rooms.All.Where(room => room.IsFollowed)];

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

    /// <summary>Joins a room, becoming a member of a public one, and follows it. When it completes, the room shows its last messages; from then on it is up to date by itself.</summary>
    /// <param name="room">Its name.</param>
    /// <param name="cancel">Ends the waiting, and not the joining.</param>
    /// <exception cref="ChatException">The server's refusal, such as <c>room_not_found</c>.</exception>
    public async Task<ChatRoom> JoinAsync(string room, CancellationToken cancel = default)
    {
        var joined = _rooms.Get(room);
        await joined.JoinAsync(cancel).ConfigureAwait(false);
        return joined;
    }

    /// <summary>A room, followed or not: to write into it no following is needed, only membership.</summary>
    /// <param name="room">Its name.</param>
    public ChatRoom GetRoom(string room) => _rooms.Get(room);

    /// <summary>
    /// Everything that happens, from the moment on at which the enumeration begins, until the client is disposed of. Of the rooms that the storage remembers the first one that enumerates gets what was missed, too, if it begins
    /// within a minute. Who is 100,000 events behind gets an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="cancel">Ends it.</param>
    public IAsyncEnumerable<ChatEvent> ReadEventsAsync(CancellationToken cancel = default) => _events.ReadAsync(cancel);

    /// <summary>One's own rooms and the public ones.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<IReadOnlyList<RoomDto>> GetRoomsAsync(CancellationToken cancel = default)
    {
        var rooms = new List<RoomDto>();
        string? next = null;
        do
        {
            var page = await _core.GetAsync<ItemsDto<RoomDto>>(next is null ? "/rooms" : $"/rooms?cursor={Uri.EscapeDataString(next)}", cancel).ConfigureAwait(false);
            rooms.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return rooms;
    }

    /// <summary>Opens the direct conversation with somebody, or finds it. <see cref="JoinAsync"/> follows it.</summary>
    /// <param name="username">Who.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException"><c>user_not_found</c>, or another refusal.</exception>
    public Task<RoomDto> OpenDirectAsync(string username, CancellationToken cancel = default)
        => _core.PostAsync<DirectRoomRequest, RoomDto>("/rooms/direct", new DirectRoomRequest(username), cancel);

    /// <summary>Makes a room, and its maker the owner. <see cref="JoinAsync"/> follows it.</summary>
    /// <param name="room">Its name for ever.</param>
    /// <param name="title">For people; the name if left out.</param>
    /// <param name="isPrivate">Whether only those see it who were added.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException"><c>room_taken</c>, also where an answer was lost and it was made after all; or another refusal.</exception>
    public Task<RoomDto> CreateRoomAsync(string room, string? title = null, bool isPrivate = false, CancellationToken cancel = default)
        => _core.PostAsync<CreateRoomRequest, RoomDto>("/rooms", new CreateRoomRequest(room, title, Topic: null, isPrivate ? "private" : "public"), cancel);

    /// <summary>Sets the reading language of this client. When it completes, the followed rooms show what is translated into it.</summary>
    /// <param name="language">A BCP 47 tag; null for originals only.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException"><c>invalid_request</c> for what is no tag: the language of before stays.</exception>
    public async Task SetLanguageAsync(string? language, CancellationToken cancel = default)
    {
        ReadingLanguage.Check(language);
        // The last one that is asked for is the one that stays.
        using var turn = await _setting.TakeAsync(cancel).ConfigureAwait(false);
        var request = new SetLanguageRequest(language);
        var answer = await _core.Connection.CallAsync(
            async link =>
            {
                var set = await link.InvokeAsync<ReadingLanguageDto>(HubMethods.SetLanguage, request, cancel).ConfigureAwait(false);
                _language.Set(language);
                return set;
            },
            cancel).ConfigureAwait(false);
        // Those that are not followed, too: they may show pages of history.
        await Task.WhenAll(_rooms.All.Select(room => room.TranslateAgainAsync(answer.Rooms.FirstOrDefault(set => set.Room == room.Name)?.Translations, cancel))).ConfigureAwait(false);
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

    private async Task OpenAsync(CancellationToken cancel)
    {
        await _session.RestoreAsync(cancel).ConfigureAwait(false);
        for (var attempt = 0; _session.User is null; attempt++)
        {
            try
            {
                await _session.GetTokenAsync(cancel).ConfigureAwait(false);
            }
            catch (ChatException e) when (e.IsPassing)
            {
                await Task.Delay(e.RetryAfter ?? _options.ReconnectDelay(attempt), _options.Time, cancel).ConfigureAwait(false);
            }
        }

        await RestoreAsync(cancel).ConfigureAwait(false);
        _core.Connection.Start();
        await _core.Connection.ReadyAsync(cancel).ConfigureAwait(false);
    }

    private async Task RestoreAsync(CancellationToken cancel)
    {
        var storage = _options.Storage;
        var account = _session.AccountOf(User.Username);
        var texts = await storage.ReadAsync("", cancel).ConfigureAwait(false);
        if (texts.GetValueOrDefault(AccountKey) != account)
        {
            // Somebody else's: nothing of it may be sent or shown under this name.
            foreach (var key in texts.Keys.Where(key => key.StartsWith(SavedMessage.Prefix, StringComparison.Ordinal) || key.StartsWith(SavedRoom.Prefix, StringComparison.Ordinal)))
                await storage.DeleteAsync(key, cancel).ConfigureAwait(false);
            await storage.WriteAsync(AccountKey, account, cancel).ConfigureAwait(false);
            return;
        }

        if (texts.Keys.Any(key => key.StartsWith(SavedRoom.Prefix, StringComparison.Ordinal)))
            _events.Hold();
        foreach (var saved in texts.Where(text => text.Key.StartsWith(SavedRoom.Prefix, StringComparison.Ordinal)).Select(text => ClientJson.Read<SavedRoom>(text.Value)).OfType<SavedRoom>())
            _rooms.Get(saved.Room).Restore(saved);
        foreach (var saved in texts.Where(text => text.Key.StartsWith(SavedMessage.Prefix, StringComparison.Ordinal)).Select(text => ClientJson.Read<SavedMessage>(text.Value)).OfType<SavedMessage>().OrderBy(saved => saved.Order))
        {
            _core.Pass(saved.Order);
            _rooms.Get(saved.Room).Restore(saved);
        }
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
