using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Messages;

/// <summary>Sending and reading messages. Safe for any number of callers.</summary>
public sealed class MessageService(IRoomLog log, IRoomDirectory directory, IMessageHistory history, LimitOptions limits)
{
    public const int DefaultPage = 50;
    public const int MaxPage = 200;
    public const int DefaultEvents = 200;
    public const int MaxEvents = 1000;

    private const int MaxClientMessageId = 64;

    /// <summary>
    /// Posts a message. Its place in the room's order is taken before this method returns: not async, and nothing here may ever be awaited,
    /// because that is what keeps one connection's sends in the order of their invocation.
    /// </summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>message_too_long</c>, <c>room_not_found</c>, <c>forbidden</c>, <c>message_not_found</c>, <c>conflict</c>, <c>unavailable</c>.</exception>
    public Task<Receipt> SendAsync(Caller sender, NewMessage message)
    {
        var room = RoomAccess.RequirePossible(message.Room);
        var faults = new FieldFaults();
        faults.Add("clientMessageId", CheckKey(message.ClientMessageId));
        faults.Add("language", LanguageTag.Check(message.Language, out var language));
        faults.Add("replyTo", message.ReplyTo is < 1 ? "Must be the id of a message." : null);
        faults.ThrowIfAny();

        var text = MessageText.Require(message.Text, limits.MessageLength);
        var hash = message.ClientMessageId is null ? null : MessageText.Hash(text);
        return log.AppendAsync(new PostMessage(room, sender, new MessageDraft(text, hash, language?.Value, message.ReplyTo, message.ClientMessageId)));
    }

    /// <summary>A page of a room's messages: the latest, or those before or after an id.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>.</exception>
    public async Task<MessagePage> ReadAsync(Caller caller, string? room, HistoryQuery query, CancellationToken cancel)
    {
        query.Check();
        var visible = await RequireVisibleAsync(caller, room, cancel);
        var size = PageCursor.CheckLimit(query.Limit, DefaultPage, MaxPage);
        var isForward = query.After is not null;
        var found = isForward
            ? await history.ReadAfterAsync(visible, query.After!.Value, size + 1, cancel)
            : await history.ReadBeforeAsync(visible, query.Before ?? long.MaxValue, size + 1, cancel);
        if (found.Count <= size)
            return new MessagePage(found, Next: null);
        var page = isForward ? found.Take(size).ToList() : found.Skip(1).ToList();
        return new MessagePage(page, isForward ? page[^1].Id : page[0].Id);
    }

    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>message_not_found</c>.</exception>
    public async Task<Message> GetAsync(Caller caller, string? room, long id, CancellationToken cancel)
        => await history.FindAsync(await RequireVisibleAsync(caller, room, cancel), id, cancel)
            ?? throw new RefusedException(ErrorCatalogue.MessageNotFound);

    /// <summary>A stretch of the room's log. The epoch is compared only when it is given.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>.</exception>
    public async Task<EventPage> ReadEventsAsync(Caller caller, string? room, string? epoch, long? after, int? limit, CancellationToken cancel)
    {
        var size = PageCursor.CheckLimit(limit, DefaultEvents, MaxEvents);
        if (after is < 0)
            throw new RefusedException("after", "Must be a seq, or 0 for the start.");
        var visible = await RequireVisibleAsync(caller, room, cancel);
        ResetReason? reset = epoch is not null && epoch != log.Epoch ? ResetReason.EpochChanged
            : after > visible.Head ? ResetReason.CursorAhead
            : null;
        var start = reset is null ? after ?? 0 : 0;
        var events = await log.ReadAsync(visible, start, visible.Head, size, cancel);
        return new EventPage(visible, log.Epoch, start + 1, reset, events);
    }

    private async Task<Room> RequireVisibleAsync(Caller caller, string? room, CancellationToken cancel)
        => RoomAccess.RequireVisible(await directory.FindAsync(RoomAccess.RequirePossible(room), caller.UserId, cancel)).Room;

    private static string? CheckKey(string? key)
        => key is null || (key.Length is >= 1 and <= MaxClientMessageId && key.All(letter => letter is >= ' ' and <= '~'))
            ? null
            : $"Must have 1 to {MaxClientMessageId} printable ASCII characters.";
}
