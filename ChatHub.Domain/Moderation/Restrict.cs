using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Moderation;

/// <summary>Bans or mutes someone, who need not be a member: nobody escapes by leaving first. The same again makes no event.</summary>
public sealed class Restrict(string room, Caller caller, Username target, Restriction restriction) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        var actor = RoomAccess.RequireModerator(view);
        var person = await transaction.FindPersonAsync(target) ?? throw new RefusedException(ErrorCatalogue.UserNotFound);
        var member = await transaction.FindMemberAsync(view.Room, person.Id);
        RoomAccess.RequirePowerOver(actor, person.Id, member);
        if (restriction.Until <= transaction.Now)
            throw new RefusedException("until", "Must be in the future.");
        if (await transaction.FindRestrictionAsync(view.Room, person.Id, restriction.Kind) == restriction)
            return false;

        await transaction.SetRestrictionAsync(view.Room, person.Id, restriction);
        var isBan = restriction.Kind == RestrictionKind.Ban;
        if (isBan && member is not null)
            await transaction.RemoveMemberAsync(view.Room, person.Id);
        await transaction.AppendAsync(view.Room, new EventDraft(isBan ? RoomEventType.MemberBanned : RoomEventType.MemberMuted, caller.Person)
        {
            Member = new MemberChange(person.Id, person.Username, Role: null, restriction.Until, restriction.Reason),
            EndsMembership = isBan && member is not null,
        });
        return true;
    }
}
