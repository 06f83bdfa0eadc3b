using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Messages;

/// <summary>Deletes a message: its author may, muted or not, and moderators may. Deleting it again answers as the first time, without an event.</summary>
public sealed class DeleteMessage(string room, Caller caller, long id) : RoomChange<ChangeReceipt>
{
    public override async ValueTask<ChangeReceipt> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        var member = RoomAccess.RequireMember(view);
        RoomAccess.RequireOpen(view.Room);
        if (await transaction.FindMessageAsync(view.Room, id) is not { } message)
            throw new RefusedException(ErrorCatalogue.MessageNotFound);
        if (message.SenderId != caller.UserId && member.Role < RoomRole.Moderator)
            throw new RefusedException(ErrorCatalogue.Forbidden, "Only its author and the room's moderators may delete a message.");
        return message.IsDeleted ? message.ToReceipt(room) : ChangeReceipt.Of(await transaction.AppendDeletionAsync(view.Room, caller.Person, message));
    }
}
