using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>
/// How many rooms one user may be in (<see cref="LimitOptions.RoomsPerUser"/>). Asked inside the transaction that adds one, so that no two can take the last
/// place. Safe for any number of callers.
/// </summary>
public sealed class RoomQuota(LimitOptions limits, ILimitLog log)
{
    /// <exception cref="RefusedException"><c>conflict</c> when the user is in as many as may be.</exception>
    public async ValueTask RequirePlaceAsync(IRoomTransaction transaction, long userId, bool isCaller = true)
    {
        if (limits.RoomsPerUser == 0 || await transaction.CountRoomsAsync(userId) < limits.RoomsPerUser)
            return;
        log.Refused(nameof(LimitOptions.RoomsPerUser));
        throw new RefusedException(ErrorCatalogue.Conflict, isCaller
            ? $"You are in {limits.RoomsPerUser} rooms, and nobody may be in more; leave one first."
            : $"This user is in {limits.RoomsPerUser} rooms, and nobody may be in more.");
    }
}
