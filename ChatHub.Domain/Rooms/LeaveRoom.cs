using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Ends a membership. Answers whether there was one.</summary>
public sealed class LeaveRoom(string room, Caller caller) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        var found = await transaction.FindRoomAsync(room);
        var member = found is null ? null : await transaction.FindMemberAsync(found, caller.UserId);
        var left = RoomAccess.RequireVisible(found, member);
        if (member is null)
            return false;
        if (member.Role == RoomRole.Owner && await transaction.CountOwnersAsync(left) == 1)
            throw new RefusedException(ErrorCatalogue.Conflict, "The last owner of a room cannot leave it.");

        await transaction.RemoveMemberAsync(left, caller.UserId);
        await transaction.AppendAsync(
            left, new EventDraft(RoomEventType.MemberLeft, caller) { Member = new MemberChange(caller.UserId, caller.Username, Role: null) });
        return true;
    }
}
