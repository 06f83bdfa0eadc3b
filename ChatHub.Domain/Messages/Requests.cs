using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Messages;

/// <summary>A message that someone wants to post; nothing is checked yet.</summary>
public sealed record NewMessage(string? Room, string? Text, string? ClientMessageId, long? ReplyTo, string? Language);

/// <summary>Which messages to read: before an id, after one, or the latest; and in which language, if not in the profile's.</summary>
public sealed record HistoryQuery(long? Before, long? After, int? Limit, string? Language = null)
{
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public void Check()
    {
        var faults = new FieldFaults();
        faults.Add("before", Before is < 1 ? "Must be the id of a message." : null);
        faults.Add("after", After is < 0 ? "Must be the id of a message, or 0 for the start." : null);
        if (Before is not null && After is not null)
            faults.Add("after", "Must not be given together with 'before'.");
        faults.ThrowIfAny();
    }
}

/// <summary>Messages, oldest first, and the bound of the next page in the same direction if there is one.</summary>
public sealed record MessagePage(IReadOnlyList<Message> Messages, long? Next);

/// <summary>A stretch of a room's log.</summary>
public sealed record EventPage(Room Room, string Epoch, long From, ResetReason? Reset, IReadOnlyList<RoomEvent> Events);
