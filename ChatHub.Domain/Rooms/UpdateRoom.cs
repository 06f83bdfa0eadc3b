using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Changes a room's settings; what is so already makes no event.</summary>
public sealed class UpdateRoom(string room, Caller caller, RoomSettingsChange change) : RoomChange<RoomView>
{
    public override async ValueTask<RoomView> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        if (view.Room.IsDirect && !change.IsBeyondTranslation)
            RoomAccess.RequireMember(view);
        else
            RoomAccess.RequireModerator(view);
        RoomAccess.RequireOpen(view.Room);

        var settings = view.Room.Settings.With(change);
        if (RoomDetails.Between(view.Room.Settings, settings) is not { } details)
            return view;
        await transaction.UpdateRoomAsync(view.Room, settings, isArchived: false);
        await transaction.AppendAsync(view.Room, new EventDraft(RoomEventType.RoomUpdated, caller.Person) { Details = details });
        return view with { Room = (await transaction.FindRoomAsync(room))! };
    }
}
