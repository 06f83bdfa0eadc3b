using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Reactions;

/// <summary>Reacting to messages: each user once with each emoji. Safe for any number of callers.</summary>
public sealed class ReactionService(IRoomLog log, IEventBudget budget)
{
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>, <c>message_not_found</c>,
    /// <c>conflict</c> when the message bears all that it can, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public Task<ChangeReceipt> AddAsync(Caller caller, ReactionRequest request)
    {
        var (room, id, emoji) = Check(request);
        budget.Take(caller.UserId);
        return log.AppendAsync(new AddReaction(room, caller, id, emoji));
    }

    /// <exception cref="RefusedException">As for adding, but for <c>conflict</c>.</exception>
    public Task<ChangeReceipt> RemoveAsync(Caller caller, ReactionRequest request)
    {
        var (room, id, emoji) = Check(request);
        budget.Take(caller.UserId);
        return log.AppendAsync(new RemoveReaction(room, caller, id, emoji));
    }

    private static (string Room, long Id, string Emoji) Check(ReactionRequest request)
    {
        var room = RoomAccess.RequirePossible(request.Room);
        var faults = new FieldFaults();
        faults.Add("id", MessageAddress.CheckId(request.Id));
        faults.Add("emoji", Emoji.Check(request.Emoji));
        faults.ThrowIfAny();
        return (room, request.Id!.Value, request.Emoji!);
    }
}

/// <summary>A reaction that someone asks for; nothing is checked yet.</summary>
public sealed record ReactionRequest(string? Room, long? Id, string? Emoji);
