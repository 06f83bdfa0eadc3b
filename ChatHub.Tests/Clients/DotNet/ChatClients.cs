using ChatHub.Client;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>The .NET client, as a test's user has it: it comes back soon.</summary>
internal static class ChatClients
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    public static ChatClientOptions OptionsOf(TestUser user, Uri url) => new()
    {
        Url = url,
        Username = user.Username,
        Password = ChatServer.Password,
        ReconnectDelay = attempt => Shortest * Math.Min(attempt + 1, 10),
    };

    public static Task<ChatClient> ConnectAsync(this ChatServer server, TestUser user, Action<ChatClientOptions> configure) => ConnectAsync(user, server.Url, configure);

    public static Task<ChatClient> ConnectAsync(TestUser user, Uri url, Action<ChatClientOptions>? configure = null)
    {
        var options = OptionsOf(user, url);
        configure?.Invoke(options);
        return ChatClient.ConnectAsync(options);
    }

    public static Task<ChatClient> ChatAsync(this ChatServer server, TestUser user) => ConnectAsync(user, server.Url);

    public static Task ShowsAsync(this ChatRoom room, Func<IReadOnlyList<ChatMessage>, bool> condition, string what)
        => Eventually.TrueAsync(() => condition(room.Messages), what);

    /// <summary>The texts that a room shows, all of them settled.</summary>
    public static IReadOnlyList<string> Texts(this ChatRoom room)
        => [.. room.Messages.Select(message => message.State == ChatMessageState.Settled ? message.Text : $"{message.State}: {message.Text}")];
}

/// <summary>All events of a client, from when this is made.</summary>
internal sealed class SeenEvents : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ChatEvent> _events = [];
    private readonly Task _reading;

    // The enumeration has begun when this is made: it runs up to where it waits for the first event.
    public SeenEvents(ChatClient chat) => _reading = ReadAsync(chat);

    public IReadOnlyList<ChatEvent> All
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public Task SeesAsync<T>(Func<T, bool> which)
        where T : ChatEvent => Eventually.TrueAsync(() => All.OfType<T>().Any(which), $"a {typeof(T).Name} came");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ReadAsync(ChatClient chat)
    {
        await foreach (var happened in chat.ReadEventsAsync(_stop.Token))
        {
            lock (_events)
                _events.Add(happened);
        }
    }
}
