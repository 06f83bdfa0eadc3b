using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Ends one's own membership, also of an archived room. Answers whether there was one.</summary>
public sealed class LeaveRoom(string room, Caller caller) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        if (view.Membership is not { } member)
            return false;
        if (view.Room.IsDirect)
            throw new RefusedException(ErrorCatalogue.Forbidden, "A direct conversation cannot be left: it is the one that its two people have.");
        if (member.Role == RoomRole.Owner && await transaction.CountOwnersAsync(view.Room) == 1)
            throw new RefusedException(ErrorCatalogue.Conflict, "The last owner of a room cannot leave it; make someone else an owner first.");

        await RemoveMember.EndAsync(transaction, view.Room, RoomEventType.MemberLeft, caller.Person, caller.Person);
        return true;
    }
}
