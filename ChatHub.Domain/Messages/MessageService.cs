using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Messages;

/// <summary>Sending, editing and deleting messages. Safe for any number of callers.</summary>
public sealed class MessageService(IRoomLog log, IEventBudget budget, LimitOptions limits, TranslationRequests translations)
{
    private const int MaxClientMessageId = 64;

    /// <summary>
    /// Posts a message. Its place in the room's order is taken before this method returns: not async, and nothing here may ever be awaited,
    /// because that is what keeps one connection's sends in the order of their invocation.
    /// </summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>message_too_long</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>,
    /// <c>slow_mode</c>, <c>message_not_found</c>, <c>conflict</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
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
        var draft = new MessageDraft(text, SearchText.ToTerms(text), hash, language?.Value, message.ReplyTo, message.ClientMessageId);
        budget.Take(sender.UserId);
        return log.AppendAsync(new PostMessage(room, sender, draft, MentionedNames.Find(text), translations));
    }

    /// <summary>Gives a message of the caller's own another text; what it said before is gone.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>message_too_long</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>,
    /// <c>message_not_found</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public Task<ChangeReceipt> EditAsync(Caller caller, MessageAddress address, string? newText)
    {
        var (room, id) = Check(address);
        var text = MessageText.Require(newText, limits.MessageLength);
        budget.Take(caller.UserId);
        return log.AppendAsync(new EditMessage(room, caller, id, new MessageEdit(text, SearchText.ToTerms(text)), MentionedNames.Find(text), translations));
    }

    /// <summary>Leaves a tombstone in the place of a message: its author may, and the room's moderators.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>message_not_found</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public Task<ChangeReceipt> DeleteAsync(Caller caller, MessageAddress address)
    {
        var (room, id) = Check(address);
        budget.Take(caller.UserId);
        return log.AppendAsync(new DeleteMessage(room, caller, id));
    }

    private static (string Room, long Id) Check(MessageAddress address)
    {
        var room = RoomAccess.RequirePossible(address.Room);
        var faults = new FieldFaults();
        faults.Add("id", MessageAddress.CheckId(address.Id));
        faults.ThrowIfAny();
        return (room, address.Id!.Value);
    }

    private static string? CheckKey(string? key)
        => key is null || (key.Length is >= 1 and <= MaxClientMessageId && key.All(letter => letter is >= ' ' and <= '~'))
            ? null
            : $"Must have 1 to {MaxClientMessageId} printable ASCII characters.";
}
