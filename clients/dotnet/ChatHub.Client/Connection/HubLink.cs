using ChatHub.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Client;

/// <summary>
/// One connection, from its start to its end; it never comes back. Any number may call it at once. What the server calls runs one at a time, in order, beside the answers to calls.
/// </summary>
internal sealed class HubLink : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HubLink(HubConnection hub, Func<HubLink, IChatClient> receiver)
    {
        _hub = hub;
        hub.Closed += cause =>
        {
            _closed.TrySetResult(cause);
            return Task.CompletedTask;
        };
        // Before the start: the first events may come before the answer to JoinRoom.
        Receive(receiver(this));
    }

    /// <summary>Completes with the end of the connection.</summary>
    public Task<Exception?> Closed => _closed.Task;

    public Task StartAsync(CancellationToken cancel) => _hub.StartAsync(cancel);

    /// <exception cref="ChatException">The server refused.</exception>
    /// <exception cref="LinkLostException">The connection ended before the answer.</exception>
    public async Task<T> InvokeAsync<T>(string method, object argument, CancellationToken cancel)
    {
        try
        {
            return await _hub.InvokeAsync<T>(method, argument, cancel).ConfigureAwait(false);
        }
        catch (HubException e) when (ChatException.HasCode(e))
        {
            throw ChatException.OfHub(e);
        }
        catch (HubException e) when (_hub.State == HubConnectionState.Connected && !e.Message.StartsWith("The server closed", StringComparison.Ordinal))
        {
            throw new ChatException(ChatException.Unexpected, e.Message, innerException: e);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Abort();
            throw new LinkLostException(e);
        }
    }

    /// <inheritdoc cref="InvokeAsync{T}"/>
    public Task InvokeAsync(string method, object argument, CancellationToken cancel) => InvokeAsync<System.Text.Json.JsonElement?>(method, argument, cancel);

    /// <summary>Ends it soon: another one will do better.</summary>
    public void Abort() => _ = _hub.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync().ConfigureAwait(false);
        _closed.TrySetResult(null);
    }

    private void Receive(IChatClient receiver)
    {
        _hub.On<RoomEventsDto>(nameof(IChatClient.RoomEvents), receiver.RoomEvents);
        _hub.On<TranslationsDto>(nameof(IChatClient.Translations), receiver.Translations);
        _hub.On<PresenceChangedDto>(nameof(IChatClient.PresenceChanged), receiver.PresenceChanged);
        _hub.On<TypingDto>(nameof(IChatClient.Typing), receiver.Typing);
        _hub.On<ReadMarkerMovedDto>(nameof(IChatClient.ReadMarkerMoved), receiver.ReadMarkerMoved);
        _hub.On<RoomsChangedDto>(nameof(IChatClient.RoomsChanged), receiver.RoomsChanged);
        _hub.On<RoomClosedDto>(nameof(IChatClient.RoomClosed), receiver.RoomClosed);
        _hub.On<SessionEndedDto>(nameof(IChatClient.SessionEnded), receiver.SessionEnded);
    }
}
