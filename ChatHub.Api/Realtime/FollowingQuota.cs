using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;

namespace ChatHub.Api.Realtime;

/// <summary>How many rooms one connection may follow (<see cref="LimitOptions.FollowedRooms"/>). Immutable; safe for any number of callers.</summary>
internal sealed class FollowingQuota(LimitOptions limits, ILimitLog log)
{
    /// <summary>Whether no more than those may be followed.</summary>
    public bool IsReached(int followed) => limits.FollowedRooms > 0 && followed >= limits.FollowedRooms;

    /// <exception cref="RefusedException"><c>conflict</c> when no more than those may be followed.</exception>
    public void RequirePlace(int followed)
    {
        if (!IsReached(followed))
            return;
        log.Refused(nameof(LimitOptions.FollowedRooms));
        throw new RefusedException(ErrorCatalogue.Conflict, $"This connection follows {limits.FollowedRooms} rooms, and none may follow more; unfollow one first.");
    }
}
