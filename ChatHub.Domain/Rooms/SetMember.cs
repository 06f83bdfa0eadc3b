using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Moderation;

namespace ChatHub.Domain.Rooms;

/// <summary>
/// Adds someone to a room, which in a private one is an invitation, or changes a member's role. Moderators add members; owners give roles, their own
/// included, as long as an owner stays. What is so already makes no event.
/// </summary>
public sealed class SetMember(string room, Caller caller, Username target, RoomRole? role) : RoomChange<RoomMember>
{
    public override async ValueTask<RoomMember> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        var isSelf = target.Value is not null && target.Key == Username.KeyOf(caller.Username);
        if (isSelf && view.Membership is { } own && (role is null || role == own.Role))
            return own;

        var actor = RoomAccess.RequireModerator(view);
        var person = await transaction.FindPersonAsync(target) ?? throw new RefusedException(ErrorCatalogue.UserNotFound);
        var member = await transaction.FindMemberAsync(view.Room, person.Id);
        if (member is null)
            return await AddAsync(transaction, view.Room, actor, person);
        if (role is not { } wanted || wanted == member.Role)
            return member;

        RoomAccess.RequireRole(view, RoomRole.Owner);
        if (member.Role == RoomRole.Owner && await transaction.CountOwnersAsync(view.Room) == 1)
            throw new RefusedException(ErrorCatalogue.Conflict, "A room needs an owner; make someone else one first.");
        return await JoinRoom.ChangeRoleAsync(transaction, view.Room, caller.Person, member, wanted);
    }

    private async ValueTask<RoomMember> AddAsync(IRoomTransaction transaction, Room entered, RoomMember actor, Person person)
    {
        if (role > RoomRole.Member && actor.Role != RoomRole.Owner)
            throw new RefusedException(ErrorCatalogue.Forbidden, "Only owners of the room give roles.");
        if (await transaction.FindRestrictionAsync(entered, person.Id, RestrictionKind.Ban) is not null)
            throw new RefusedException(ErrorCatalogue.Conflict, "This user is banned from the room; lift the ban first.");
        return await JoinRoom.AddMemberAsync(transaction, entered, caller.Person, person, role ?? RoomRole.Member);
    }
}
