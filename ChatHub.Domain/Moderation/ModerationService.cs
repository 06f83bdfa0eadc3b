using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Text;

namespace ChatHub.Domain.Moderation;

/// <summary>
/// Banning and muting. Moderators act on members, owners on everyone but themselves; each act is an event with its actor, so that the room's own
/// log is the audit trail. Safe for any number of callers.
/// </summary>
public sealed class ModerationService(IRoomLog log, IEventBudget budget)
{
    private const int MaxReason = 512;

    /// <summary>Bans or mutes someone until a time, or for good. A ban ends the membership and keeps out.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>user_not_found</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public Task RestrictAsync(Caller caller, RestrictionKind kind, RestrictionRequest request)
    {
        var room = RoomAccess.RequirePossible(request.Room);
        var reason = "";
        var faults = new FieldFaults();
        if (request.Reason is not null)
            faults.Add("reason", Line.Check(request.Reason, 0, MaxReason, out reason));
        faults.ThrowIfAny();
        DateTimeOffset? until = request.Until is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end.ToUnixTimeMilliseconds()) : null;
        budget.Take(caller.UserId);
        return log.AppendAsync(new Restrict(room, caller, Name(request.Username), new Restriction(kind, until, reason.Length > 0 ? reason : null)));
    }

    /// <summary>Ends a ban or a mute; ending it twice is no error.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>user_not_found</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task LiftAsync(Caller caller, RestrictionKind kind, string? room, string? username)
    {
        var name = RoomAccess.RequirePossible(room);
        budget.Take(caller.UserId);
        return log.AppendAsync(new LiftRestriction(name, caller, Name(username), kind));
    }

    // A name that nobody can have stays empty, and is found to be nobody's once it is clear that the caller may ask.
    private static Username Name(string? username)
    {
        _ = Username.TryParse(username, out var name);
        return name;
    }
}

/// <summary>Someone to be banned or muted; nothing is checked yet.</summary>
public sealed record RestrictionRequest(string? Room, string? Username, DateTimeOffset? Until, string? Reason);
