using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Makes a user a member of a room they can see, if they have a place left. Joining again makes no event, unless <paramref name="role"/> is more than what they have.</summary>
public sealed class JoinRoom(string room, Caller caller, RoomRole role, RoomQuota quota) : RoomChange<RoomView>
{
    public override async ValueTask<RoomView> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        var member = view.Membership;
        if (member is null)
        {
            RoomAccess.RequireOpen(view.Room);
            await CreateRoom.RequireAliveAsync(transaction, caller);
            await quota.RequirePlaceAsync(transaction, caller.UserId);
            member = await AddMemberAsync(transaction, view.Room, caller.Person, caller.Person, role);
        }
        else if (member.Role < role && !view.Room.IsArchived)
        {
            member = await ChangeRoleAsync(transaction, view.Room, actor: null, member, role);
        }

        return view with { Room = (await transaction.FindRoomAsync(room))!, Membership = member };
    }

    /// <summary>Writes the event and the row; the newcomer's marker starts at the head.</summary>
    internal static async ValueTask<RoomMember> AddMemberAsync(IRoomTransaction transaction, Room room, Person actor, Person newcomer, RoomRole role)
    {
        var joined = await transaction.AppendAsync(
            room, new EventDraft(RoomEventType.MemberJoined, actor) { Member = new MemberChange(newcomer.Id, newcomer.Username, role) });
        return await transaction.AddMemberAsync(room, newcomer.Id, role, joined.Seq, isOwn: actor.Id == newcomer.Id);
    }

    internal static async ValueTask<RoomMember> ChangeRoleAsync(IRoomTransaction transaction, Room room, Person? actor, RoomMember member, RoomRole role)
    {
        var changed = member with { Role = role };
        await transaction.UpdateMemberAsync(changed);
        await transaction.AppendAsync(
            room, new EventDraft(RoomEventType.MemberRoleChanged, actor) { Member = new MemberChange(member.UserId, member.Username, role) });
        return changed;
    }
}
