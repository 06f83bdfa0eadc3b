using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Makes a user a member of a room they can see. Joining again makes no event.</summary>
public sealed class JoinRoom(string room, Caller caller, RoomRole role) : RoomChange<RoomView>
{
    public override async ValueTask<RoomView> ApplyAsync(IRoomTransaction transaction)
    {
        var found = await transaction.FindRoomAsync(room);
        var member = found is null ? null : await transaction.FindMemberAsync(found, caller.UserId);
        var joined = RoomAccess.RequireVisible(found, member);
        member ??= await AddMemberAsync(transaction, joined, caller, role);
        return new RoomView((await transaction.FindRoomAsync(room))!, member);
    }

    /// <summary>Writes the event and the row; the newcomer's marker starts at the head.</summary>
    internal static async ValueTask<RoomMember> AddMemberAsync(IRoomTransaction transaction, Room room, Caller user, RoomRole role)
    {
        var joined = await transaction.AppendAsync(
            room, new EventDraft(RoomEventType.MemberJoined, user) { Member = new MemberChange(user.UserId, user.Username, role) });
        return await transaction.AddMemberAsync(room, user.UserId, role, lastRead: joined.Seq);
    }
}
