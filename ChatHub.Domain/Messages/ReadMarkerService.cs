using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Messages;

/// <summary>How far members have read: one marker per user and room, shared by all of the user's devices. Safe for any number of callers.</summary>
public sealed class ReadMarkerService(IRoomLog log, INoticeBus notices, IEventBudget budget)
{
    /// <summary>Moves the marker forward; backwards is no error, and the answer says where it stands.</summary>
    /// <param name="caller">Whose marker it is.</param>
    /// <param name="room">Where.</param>
    /// <param name="seq">0 to the room's head.</param>
    /// <param name="connection">The connection that asks, which needs not be told. Without one the call takes an event of what the user may write: on a connection calls are counted as they come.</param>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public async Task<MovedMarker> MarkAsync(Caller caller, string? room, long? seq, string? connection = null)
    {
        var name = RoomAccess.RequirePossible(room);
        if (seq is null or < 0)
            throw new RefusedException("seq", "Must be a seq of the room, or 0.");
        if (connection is null)
            budget.Take(caller.UserId);
        var marker = await log.AppendAsync(new MarkRead(name, caller, seq.Value));
        if (marker.HasMoved)
            notices.Publish(new ReadMarkerNotice(marker.RoomId, marker.Room, caller.UserId, caller.Username, marker.Seq, connection));
        return marker;
    }
}
