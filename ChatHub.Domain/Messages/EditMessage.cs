using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Messages;

/// <summary>Gives a message of one's own another text. The text it has already makes no event, so that an edit can be retried.</summary>
public sealed class EditMessage(string room, Caller caller, long id, MessageEdit edit, IReadOnlyList<string[]> mentionedKeys, TranslationRequests translations)
    : RoomChange<ChangeReceipt>
{
    public override async ValueTask<ChangeReceipt> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        RoomAccess.RequireSpeaker(view, transaction.Now);
        if (await transaction.FindMessageAsync(view.Room, id) is not { IsDeleted: false } message)
            throw new RefusedException(ErrorCatalogue.MessageNotFound);
        if (message.SenderId != caller.UserId)
            throw new RefusedException(ErrorCatalogue.Forbidden, "Only its author may edit a message.");
        if (message.Text == edit.Text)
            return message.ToReceipt(room);

        var mentioned = mentionedKeys.Count == 0 ? [] : await transaction.FindMembersAsync(view.Room, mentionedKeys);
        var edited = await transaction.AppendEditAsync(view.Room, caller.Person, message, edit, mentioned);
        await translations.RequestAsync(transaction, view.Room, edited.Message!);
        return ChangeReceipt.Of(edited);
    }
}
