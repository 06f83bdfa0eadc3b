namespace ChatHub.Domain.Rooms;

/// <summary>A room as one user sees it: the room, and the user's place in it if there is one.</summary>
public sealed record RoomView(Room Room, RoomMember? Membership)
{
    /// <summary>Whether the user is banned from it now.</summary>
    public bool IsBanned { get; init; }

    /// <summary>The other person of a direct conversation.</summary>
    public string? With { get; init; }

    /// <summary>Messages posted after the user's marker; null for those who are no members.</summary>
    public long? Unread => Membership is null ? null : Room.Messages - Membership.MessagesRead;
}
