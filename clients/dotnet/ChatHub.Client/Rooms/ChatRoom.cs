using System.Runtime.CompilerServices;
using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>
/// A room as it is now. There is one object for each room of a client, for as long as the client lives. Any number may call it at once. What is asked of the server waits for a connection, and is asked again where one is lost,
/// until there is an answer or the caller cancels.
/// </summary>
public sealed partial class ChatRoom
{
    private readonly ClientCore _core;
    private readonly Lock _lock = new();
    private readonly Timeline _timeline = new();
    private IReadOnlyList<ChatMessage>? _shown;

    internal ChatRoom(string name, ClientCore core) => (Name, _core) = (name, core);

    /// <summary>The room's name.</summary>
    public string Name { get; }

    /// <summary>The room as it was when it was last joined; null before.</summary>
    public RoomDto? Info { get; private set; }

    /// <summary>
    /// What the room shows, the oldest first: a state that does not change any more. After what the server has come one's own messages that are on their way. Of more than 10,000 messages the oldest are let go.
    /// </summary>
    public IReadOnlyList<ChatMessage> Messages
    {
        get
        {
            lock (_lock)
                return _shown ??= [.. _timeline.Messages, .. _outgoing.Select(message => message.Show(_core.Username))];
        }
    }

    /// <summary>Gives another text to a message of one's own. When it completes, <see cref="Messages"/> shows it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="text">1 to 4,000 characters.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public async Task<ChangeDto> EditAsync(long id, string text, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var call = new EditMessageCall(Name, id, text);
        Frame.Check(call, text);
        return await ChangeAsync(HubMethods.EditMessage, call, cancel).ConfigureAwait(false);
    }

    /// <summary>Deletes a message. When it completes, <see cref="Messages"/> shows it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public Task<ChangeDto> DeleteAsync(long id, CancellationToken cancel = default)
        => ChangeAsync(HubMethods.DeleteMessage, new MessageCall(Name, id), cancel);

    /// <summary>Reacts to a message. When it completes, <see cref="Messages"/> shows it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="emoji">One emoji.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public Task<ChangeDto> AddReactionAsync(long id, string emoji, CancellationToken cancel = default)
        => ChangeAsync(HubMethods.AddReaction, new ReactionCall(Name, id, emoji), cancel);

    /// <summary>Takes a reaction back. When it completes, <see cref="Messages"/> shows it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="emoji">One emoji.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public Task<ChangeDto> RemoveReactionAsync(long id, string emoji, CancellationToken cancel = default)
        => ChangeAsync(HubMethods.RemoveReaction, new ReactionCall(Name, id, emoji), cancel);

    /// <summary>Moves one's own read marker, forward only.</summary>
    /// <param name="seq">Up to where; left out, all that this client has of the room.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Where the marker stands.</returns>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public async Task<long> MarkReadAsync(long? seq = null, CancellationToken cancel = default)
    {
        var call = new MarkReadCall(Name, seq ?? Seq);
        return (await _core.Connection.CallAsync(link => link.InvokeAsync<ReadMarkerDto>(HubMethods.MarkRead, call, cancel), cancel).ConfigureAwait(false)).Seq;
    }

    /// <summary>Says whether one is typing. Where there is no connection nobody hears it, and nothing is said later.</summary>
    /// <param name="isTyping">Say true again while it goes on: it ends by itself after 6 s, and with the message.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public async Task SetTypingAsync(bool isTyping, CancellationToken cancel = default)
    {
        if (_core.Connection.State != ChatConnectionState.Connected)
            return;
        try
        {
            var link = await _core.Connection.ReadyAsync(cancel).ConfigureAwait(false);
            await link.InvokeAsync(HubMethods.SetTyping, new SetTypingCall(Name, isTyping), cancel).ConfigureAwait(false);
        }
        catch (LinkLostException)
        {
            // As if it had been said a moment later.
        }
    }

    /// <summary>The members, as they are when each page of them is read.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public async IAsyncEnumerable<MemberDto> GetMembersAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? next = null;
        do
        {
            var query = next is null ? "" : $"?cursor={Uri.EscapeDataString(next)}";
            var page = await _core.GetAsync<ItemsDto<MemberDto>>($"/rooms/{Uri.EscapeDataString(Name)}/members{query}", cancel).ConfigureAwait(false);
            foreach (var member in page.Items)
                yield return member;
            next = page.Next;
        }
        while (next is not null);
    }

    private async Task<ChangeDto> ChangeAsync(string method, object call, CancellationToken cancel)
    {
        var change = await _core.Connection.CallAsync(link => link.InvokeAsync<ChangeDto>(method, call, cancel), cancel).ConfigureAwait(false);
        await ShowsAsync(change.Seq).WaitAsync(cancel).ConfigureAwait(false);
        return change;
    }

    /// <summary>To be called with the lock, after each change of what is shown.</summary>
    private void Show()
    {
        _shown = null;
        foreach (var watcher in _watchers)
            watcher.Writer.TryWrite(true);
        _core.Events.Tell(new MessagesChanged(this));
        _core.Keeper.Mark(this);
    }
}
