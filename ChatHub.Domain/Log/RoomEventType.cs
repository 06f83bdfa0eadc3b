namespace ChatHub.Domain.Log;

/// <summary>What an event says. The numbers are stored; they are never used again for something else.</summary>
public enum RoomEventType
{
    RoomCreated = 1,
    MemberJoined = 10,
    MemberLeft = 11,
    MessagePosted = 20,
}
