using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>
/// How many rooms one user may come to by themself (<see cref="LimitOptions.RoomsPerUser"/>). Where others put somebody takes no place of theirs: strangers could
/// fill them all. Asked inside the transaction that adds one, so that no two can take the last place. Safe for any number of callers.
/// </summary>
public sealed class RoomQuota(LimitOptions limits, ILimitLog log)
{
    /// <exception cref="RefusedException"><c>conflict</c> when the user is in as many as may be.</exception>
    public async ValueTask RequirePlaceAsync(IRoomTransaction transaction, long userId)
    {
        if (limits.RoomsPerUser == 0 || await transaction.CountOwnRoomsAsync(userId, limits.RoomsPerUser) < limits.RoomsPerUser)
            return;
        log.Refused(nameof(LimitOptions.RoomsPerUser));
        throw new RefusedException(ErrorCatalogue.Conflict, $"You have joined {limits.RoomsPerUser} rooms, and nobody may join more; leave one first.");
    }
}
