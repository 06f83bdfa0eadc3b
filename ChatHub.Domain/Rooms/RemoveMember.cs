using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Ends another's membership; they may come back. Answers whether there was one.</summary>
public sealed class RemoveMember(string room, Caller caller, Username target) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        var actor = RoomAccess.RequireModerator(view);
        var person = await transaction.FindPersonAsync(target) ?? throw new RefusedException(ErrorCatalogue.UserNotFound);
        if (await transaction.FindMemberAsync(view.Room, person.Id) is not { } member)
            return false;
        RoomAccess.RequirePowerOver(actor, person.Id, member);

        await EndAsync(transaction, view.Room, RoomEventType.MemberRemoved, caller.Person, person);
        return true;
    }

    internal static async ValueTask EndAsync(IRoomTransaction transaction, Room room, RoomEventType type, Person actor, Person person)
    {
        await transaction.RemoveMemberAsync(room, person.Id);
        await transaction.AppendAsync(room, new EventDraft(type, actor) { Member = new MemberChange(person.Id, person.Username), EndsMembership = true });
    }
}
