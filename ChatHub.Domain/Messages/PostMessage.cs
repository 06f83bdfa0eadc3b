using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Messages;

/// <summary>Posts a message once: a repeat of its <c>clientMessageId</c> gets the first receipt again.</summary>
public sealed class PostMessage(string room, Caller sender, MessageDraft draft) : RoomChange<Receipt>
{
    public override async ValueTask<Receipt> ApplyAsync(IRoomTransaction transaction)
    {
        var found = await transaction.FindRoomAsync(room);
        var member = found is null ? null : await transaction.FindMemberAsync(found, sender.UserId);
        var visible = RoomAccess.RequireVisible(found, member);

        // Before the question whether the sender may write: a message that was accepted stays accepted, whatever happened to its sender since.
        if (await FindFirstAsync(transaction, visible) is { } first)
            return first;

        var author = RoomAccess.RequireMember(member);
        if (draft.ReplyTo is { } id && !await transaction.HasMessageAsync(visible, id))
            throw new RefusedException(ErrorCatalogue.MessageNotFound, "The message to reply to is not in this room.");

        var posted = await transaction.AppendMessageAsync(visible, sender, draft with { Language = draft.Language ?? author.Language });
        await transaction.MarkAllReadAsync(visible, author);
        return new Receipt(room, posted.Seq, posted.At, Duplicate: false);
    }

    private async ValueTask<Receipt?> FindFirstAsync(IRoomTransaction transaction, Room visible)
    {
        if (draft.ClientMessageId is null || await transaction.FindAcceptedAsync(visible, sender.UserId, draft.ClientMessageId) is not { } first)
            return null;
        return first.TextHash.AsSpan().SequenceEqual(draft.TextHash)
            ? new Receipt(room, first.Id, first.At, Duplicate: true)
            : throw new RefusedException(ErrorCatalogue.Conflict, "This clientMessageId was used for another text.");
    }
}
