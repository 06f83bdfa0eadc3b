namespace ChatHub.Domain.Log;

/// <summary>What an event says. The numbers are stored; they are never used again for something else.</summary>
public enum RoomEventType
{
    RoomCreated = 1,
    RoomUpdated = 2,
    RoomArchived = 3,
    MemberJoined = 10,
    MemberLeft = 11,
    MemberRemoved = 12,
    MemberRoleChanged = 13,
    MemberBanned = 14,
    MemberUnbanned = 15,
    MemberMuted = 16,
    MemberUnmuted = 17,
    MessagePosted = 20,
    MessageEdited = 21,
    MessageDeleted = 22,
    ReactionAdded = 30,
    ReactionRemoved = 31,
}
