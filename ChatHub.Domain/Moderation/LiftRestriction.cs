using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Moderation;

/// <summary>Ends a ban or a mute; where there is none, no event is made.</summary>
public sealed class LiftRestriction(string room, Caller caller, Username target, RestrictionKind kind) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        var actor = RoomAccess.RequireModerator(view);
        var person = await transaction.FindPersonAsync(target) ?? throw new RefusedException(ErrorCatalogue.UserNotFound);
        RoomAccess.RequirePowerOver(actor, person.Id, await transaction.FindMemberAsync(view.Room, person.Id));
        if (await transaction.FindRestrictionAsync(view.Room, person.Id, kind) is null)
            return false;

        await transaction.LiftRestrictionAsync(view.Room, person.Id, kind);
        await transaction.AppendAsync(view.Room, new EventDraft(kind == RestrictionKind.Ban ? RoomEventType.MemberUnbanned : RoomEventType.MemberUnmuted, caller.Person)
        {
            Member = new MemberChange(person.Id, person.Username),
        });
        return true;
    }
}
