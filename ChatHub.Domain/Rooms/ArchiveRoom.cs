using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Makes a room readable only, for good; archiving it twice is no error.</summary>
public sealed class ArchiveRoom(string room, Caller caller) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        if (view.Room.IsDirect)
            throw new RefusedException(ErrorCatalogue.Forbidden, "A direct conversation belongs to its two people alike.");
        RoomAccess.RequireRole(view, RoomRole.Owner);
        if (view.Room.IsArchived)
            return false;
        await EndAsync(transaction, view.Room, caller.Person);
        return true;
    }

    internal static async ValueTask EndAsync(IRoomTransaction transaction, Room room, Person? actor)
    {
        await transaction.UpdateRoomAsync(room, room.Settings, isArchived: true);
        await transaction.AppendAsync(room, new EventDraft(RoomEventType.RoomArchived, actor));
    }
}
