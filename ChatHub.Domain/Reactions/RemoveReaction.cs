using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Reactions;

/// <summary>Takes one's own reaction away; where there is none no event is made, and the answer names the room's head.</summary>
public sealed class RemoveReaction(string room, Caller caller, long messageId, string emoji) : RoomChange<ChangeReceipt>
{
    public override async ValueTask<ChangeReceipt> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        RoomAccess.RequireSpeaker(view, transaction.Now);
        if (!await transaction.HasMessageAsync(view.Room, messageId))
            throw new RefusedException(ErrorCatalogue.MessageNotFound);
        if (await transaction.FindReactionAsync(view.Room, messageId, caller.UserId, emoji) is null)
            return new ChangeReceipt(room, view.Room.Head, await transaction.FindTimeAsync(view.Room, view.Room.Head) ?? transaction.Now);
        return ChangeReceipt.Of(await transaction.AppendReactionRemovalAsync(view.Room, caller.Person, new ReactionChange(messageId, emoji)));
    }
}
