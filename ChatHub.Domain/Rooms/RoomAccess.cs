using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Moderation;

namespace ChatHub.Domain.Rooms;

/// <summary>
/// Who may do what in a room. Both interfaces, and every change to the log, ask here. Where several refusals fit, who one is comes before what
/// state the room is in: <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>. What depends on the message or
/// the member in question, such as <c>forbidden</c> for another's message or a higher role, is asked last: in a room that can be changed.
/// </summary>
public static class RoomAccess
{
    /// <summary>Spares a look-up for a name that no room can have.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>.</exception>
    public static string RequirePossible(string? name)
        => RoomName.IsPossible(name) ? name! : throw new RefusedException(ErrorCatalogue.RoomNotFound);

    /// <summary>A private room that one may not see answers exactly like one that does not exist.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>.</exception>
    public static RoomView RequireVisible(RoomView? view)
    {
        if (view is null || (view.Membership is null && view.Room.Settings.Visibility != RoomVisibility.Public))
            throw new RefusedException(ErrorCatalogue.RoomNotFound);
        return view.IsBanned ? throw new RefusedException(ErrorCatalogue.Banned) : view;
    }

    /// <summary>The room and the caller's place in it, as they stand within a change.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>.</exception>
    public static async ValueTask<RoomView> EnterAsync(IRoomTransaction transaction, string name, Caller caller)
    {
        var room = await transaction.FindRoomAsync(name);
        var member = room is null ? null : await transaction.FindMemberAsync(room, caller.UserId);
        // A ban ends the membership, so a member needs no look-up.
        var isBanned = room is not null && member is null && await transaction.FindRestrictionAsync(room, caller.UserId, RestrictionKind.Ban) is not null;
        return RequireVisible(room is null ? null : new RoomView(room, member) { IsBanned = isBanned });
    }

    /// <exception cref="RefusedException"><c>forbidden</c>.</exception>
    public static RoomMember RequireMember(RoomView view)
        => view.Membership ?? throw new RefusedException(ErrorCatalogue.Forbidden, "Join the room first.");

    /// <exception cref="RefusedException"><c>forbidden</c>.</exception>
    public static RoomMember RequireRole(RoomView view, RoomRole least)
        => RequireMember(view) is var member && member.Role >= least
            ? member
            : throw new RefusedException(ErrorCatalogue.Forbidden, $"Only {(least == RoomRole.Owner ? "owners" : "moderators")} of the room may do this.");

    /// <exception cref="RefusedException"><c>room_archived</c>.</exception>
    public static void RequireOpen(Room room)
    {
        if (room.IsArchived)
            throw new RefusedException(ErrorCatalogue.RoomArchived);
    }

    /// <summary>A member who may speak now.</summary>
    /// <exception cref="RefusedException"><c>forbidden</c>, <c>room_archived</c>, <c>muted</c>.</exception>
    public static RoomMember RequireSpeaker(RoomView view, DateTimeOffset now)
    {
        var member = RequireMember(view);
        RequireOpen(view.Room);
        return member.MutedUntil > now ? throw new RefusedException(ErrorCatalogue.Muted) : member;
    }

    /// <summary>One who may moderate here: not in a direct conversation, where two equals talk.</summary>
    /// <exception cref="RefusedException"><c>forbidden</c>, <c>room_archived</c>.</exception>
    public static RoomMember RequireModerator(RoomView view)
    {
        if (view.Room.IsDirect)
            throw new RefusedException(ErrorCatalogue.Forbidden, "A direct conversation belongs to its two people alike.");
        var member = RequireRole(view, RoomRole.Moderator);
        RequireOpen(view.Room);
        return member;
    }

    /// <summary>Moderators act on members, owners on everyone but themselves.</summary>
    /// <exception cref="RefusedException"><c>forbidden</c>.</exception>
    public static void RequirePowerOver(RoomMember actor, long targetId, RoomMember? target)
    {
        if (actor.UserId == targetId)
            throw new RefusedException(ErrorCatalogue.Forbidden, "You cannot do this to yourself.");
        if (target is not null && actor.Role != RoomRole.Owner && actor.Role <= target.Role)
            throw new RefusedException(ErrorCatalogue.Forbidden, "You cannot do this to someone of your own role or a higher one.");
    }
}
