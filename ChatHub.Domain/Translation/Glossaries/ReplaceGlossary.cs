using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Translation.Glossaries;

/// <summary>Gives a room another glossary, with an event that says so. Who may not do it learns nothing of what is wrong with it.</summary>
public sealed class ReplaceGlossary(string room, Caller caller, IReadOnlyList<GlossaryTerm> terms, FieldFaults faults) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        if (view.Room.IsDirect)
            RoomAccess.RequireMember(view);
        else
            RoomAccess.RequireModerator(view);
        RoomAccess.RequireOpen(view.Room);
        faults.ThrowIfAny();
        if (!await transaction.ReplaceGlossaryAsync(view.Room, terms))
            return false;
        await transaction.AppendAsync(view.Room, new EventDraft(RoomEventType.RoomUpdated, caller.Person) { Details = RoomDetails.OfGlossary });
        return true;
    }
}
