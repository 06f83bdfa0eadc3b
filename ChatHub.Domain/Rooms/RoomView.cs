namespace ChatHub.Domain.Rooms;

/// <summary>A room as one user sees it: the room, and the user's place in it if there is one.</summary>
public sealed record RoomView(Room Room, RoomMember? Membership)
{
    /// <summary>Messages posted after the user's marker; null for those who are no members.</summary>
    public long? Unread => Membership is null ? null : Room.Messages - Membership.MessagesRead;
}
