using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Accounts;

/// <summary>
/// Deletes an account: it leaves all its rooms, then its name, profile, password and sessions go from every table, and so from every replay, in one
/// transaction. A room that loses its last owner gets its longest-standing moderator, else member, for one, or is archived; so are its
/// direct conversations, in which nobody could answer any more.
/// </summary>
public sealed class EraseAccount(Caller caller) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        if (!await transaction.HasPersonAsync(caller.UserId))
            return false;
        foreach (var name in await transaction.ListRoomsAsync(caller.UserId))
        {
            var room = (await transaction.FindRoomAsync(name))!;
            var role = (await transaction.FindMemberAsync(room, caller.UserId))!.Role;
            await RemoveMember.EndAsync(transaction, room, RoomEventType.MemberLeft, caller.Person, caller.Person);
            if (!room.IsArchived)
                await HandOverAsync(transaction, room, role);
        }

        await transaction.ErasePersonAsync(caller.Person);
        return true;
    }

    private static async ValueTask HandOverAsync(IRoomTransaction transaction, Room room, RoomRole role)
    {
        if (!room.IsDirect && (role != RoomRole.Owner || await transaction.CountOwnersAsync(room) > 0))
            return;
        if (!room.IsDirect && await transaction.FindSuccessorAsync(room) is { } successor)
            await JoinRoom.ChangeRoleAsync(transaction, room, actor: null, successor, RoomRole.Owner);
        else
            await ArchiveRoom.EndAsync(transaction, room, actor: null);
    }
}
