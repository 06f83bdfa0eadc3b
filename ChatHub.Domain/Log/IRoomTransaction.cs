using ChatHub.Domain.Accounts;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Log;

/// <summary>What a <see cref="RoomChange{TResult}"/> reads and writes. Used by one change at a time.</summary>
public interface IRoomTransaction
{
    /// <summary>The time of the change, in whole milliseconds.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The room as it stands after all that was written so far.</summary>
    ValueTask<Room?> FindRoomAsync(string name);

    ValueTask<RoomMember?> FindMemberAsync(Room room, long userId);

    ValueTask<int> CountOwnersAsync(Room room);

    ValueTask<bool> HasMessageAsync(Room room, long id);

    /// <summary>The message that this sender posted under this key before; null if there is none.</summary>
    ValueTask<AcceptedMessage?> FindAcceptedAsync(Room room, long senderId, string clientMessageId);

    /// <returns>The room with its id.</returns>
    ValueTask<Room> AddRoomAsync(Room room);

    ValueTask<RoomMember> AddMemberAsync(Room room, long userId, RoomRole role, long lastRead);

    ValueTask RemoveMemberAsync(Room room, long userId);

    /// <summary>Moves a member's marker to the head: all is read.</summary>
    ValueTask MarkAllReadAsync(Room room, RoomMember member);

    /// <summary>Gives the event the room's next seq and writes it.</summary>
    ValueTask<RoomEvent> AppendAsync(Room room, EventDraft draft);

    /// <summary>Writes <c>message.posted</c> and the message; the event's seq is the message's id.</summary>
    ValueTask<RoomEvent> AppendMessageAsync(Room room, Caller sender, MessageDraft draft);
}

/// <summary>An event that has no place in the log yet.</summary>
public sealed record EventDraft(RoomEventType Type, Caller? Actor)
{
    public MemberChange? Member { get; init; }

    public RoomDetails? Details { get; init; }
}
