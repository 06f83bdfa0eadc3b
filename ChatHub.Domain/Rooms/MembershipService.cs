using System.Globalization;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Joining, leaving, and who is there. Safe for any number of callers.</summary>
public sealed class MembershipService(VisibleRooms visible, IRoomDirectory directory, IRoomLog log, IEventBudget budget, RoomQuota quota, Operators operators)
{
    /// <summary>Makes the caller a member of a public room. A member already stays as they are, and no event is made.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>room_archived</c>, <c>conflict</c> when the caller is in as many rooms as may be, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public async Task<RoomView> JoinAsync(Caller caller, string? room, CancellationToken cancel)
    {
        var view = await visible.GetAsync(caller, room, cancel);
        var name = view.Room.Name;
        var role = name == RoomName.General && operators.Include(caller) ? RoomRole.Owner : RoomRole.Member;
        if (view.Membership?.Role >= role)
            return view;
        budget.Take(caller.UserId);
        var joined = await log.AppendAsync(new JoinRoom(name, caller, role, quota));
        return joined with { With = view.With };
    }

    /// <summary>Joins under one's own name, adds someone else, or changes a role.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>user_not_found</c>, <c>conflict</c> when the
    /// last owner would give up the role, the user is banned, or the caller would join one room too many; <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public async Task<RoomMember> SetAsync(Caller caller, string? room, string? username, string? roleWord, CancellationToken cancel)
    {
        var wanted = RoomRole.Member;
        var faults = new FieldFaults();
        if (roleWord is not null)
            faults.Add("role", Words.Role.Check(roleWord, out wanted));
        faults.ThrowIfAny();
        RoomRole? role = roleWord is null ? null : wanted;

        if (caller.Is(username) && role is null or RoomRole.Member && (await visible.GetAsync(caller, room, cancel)).Membership is null)
            return (await JoinAsync(caller, room, cancel)).Membership!;
        _ = Username.TryParse(username, out var target);
        var name = RoomAccess.RequirePossible(room);
        budget.Take(caller.UserId);
        return await log.AppendAsync(new SetMember(name, caller, target, role));
    }

    /// <summary>Leaves under one's own name, or removes someone else; what has ended already is no error.</summary>
    /// <exception cref="RefusedException">
    /// <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>user_not_found</c>, <c>conflict</c> for the last owner, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public Task RemoveAsync(Caller caller, string? room, string? username)
    {
        if (caller.Is(username))
            return LeaveAsync(caller, room);
        _ = Username.TryParse(username, out var target);
        var name = RoomAccess.RequirePossible(room);
        budget.Take(caller.UserId);
        return log.AppendAsync(new RemoveMember(name, caller, target));
    }

    /// <summary>Ends the caller's membership; ending it twice is no error.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>forbidden</c> in a direct conversation, <c>conflict</c> for the last owner, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task LeaveAsync(Caller caller, string? room)
    {
        var name = RoomAccess.RequirePossible(room);
        budget.Take(caller.UserId);
        return log.AppendAsync(new LeaveRoom(name, caller));
    }

    /// <summary>The caller's own place in a room.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>.</exception>
    public async Task<RoomView> GetOwnAsync(Caller caller, string? room, CancellationToken cancel)
    {
        var view = await visible.GetAsync(caller, room, cancel);
        RoomAccess.RequireMember(view);
        return view;
    }

    /// <summary>A room's members, 1 to 200 a page, and whether the caller is one of them.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>invalid_request</c>.</exception>
    public async Task<(Page<RoomMember> Members, bool IsMember)> ListAsync(Caller caller, string? room, string? cursor, int? limit, CancellationToken cancel)
    {
        var view = await visible.GetAsync(caller, room, cancel);
        long after = 0;
        _ = PageCursor.Read(cursor, key => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out after));
        var size = PageCursor.CheckLimit(limit, RoomService.DefaultPage, RoomService.MaxPage);
        var members = await directory.ListMembersAsync(view.Room.Id, after, size + 1, cancel);
        return (PageCursor.Cut(members, size, member => member.UserId.ToString(CultureInfo.InvariantCulture)), view.Membership is not null);
    }
}
