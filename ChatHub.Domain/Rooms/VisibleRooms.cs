using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;

namespace ChatHub.Domain.Rooms;

/// <summary>The way to a room for everything that only reads. Safe for any number of callers.</summary>
public sealed class VisibleRooms(IRoomDirectory directory)
{
    /// <summary>A room as the caller sees it, as member or not.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>.</exception>
    public async Task<RoomView> GetAsync(Caller caller, string? room, CancellationToken cancel)
        => RoomAccess.RequireVisible(await directory.FindAsync(RoomAccess.RequirePossible(room), caller.UserId, cancel));
}
