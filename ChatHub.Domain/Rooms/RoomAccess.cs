using ChatHub.Domain.Errors;

namespace ChatHub.Domain.Rooms;

/// <summary>Who may do what in a room. Both interfaces, and every change to the log, ask here.</summary>
public static class RoomAccess
{
    /// <summary>A private room that one may not see answers exactly like one that does not exist.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>.</exception>
    public static Room RequireVisible(Room? room, RoomMember? member)
        => room is not null && (room.Visibility == RoomVisibility.Public || member is not null)
            ? room
            : throw new RefusedException(ErrorCatalogue.RoomNotFound);

    /// <exception cref="RefusedException"><c>room_not_found</c>.</exception>
    public static RoomView RequireVisible(RoomView? view)
    {
        RequireVisible(view?.Room, view?.Membership);
        return view!;
    }

    /// <exception cref="RefusedException"><c>forbidden</c>.</exception>
    public static RoomMember RequireMember(RoomMember? member)
        => member ?? throw new RefusedException(ErrorCatalogue.Forbidden, "Join the room first.");

    /// <summary>Spares a look-up for a name that no room can have.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>.</exception>
    public static string RequirePossible(string? name)
        => RoomName.IsPossible(name) ? name! : throw new RefusedException(ErrorCatalogue.RoomNotFound);
}
