using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Log;

/// <summary>
/// One committed change to a room. Events of a room are numbered 1, 2, 3, … without a hole, the same for everyone.
/// One flat shape: which of the last three is set follows from the type.
/// </summary>
/// <param name="RoomId">The room's row.</param>
/// <param name="Room">The room's name.</param>
/// <param name="Seq">Its place in the room's log.</param>
/// <param name="Type">What it says.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Actor">The username of who did it; null for the server.</param>
public sealed record RoomEvent(long RoomId, string Room, long Seq, RoomEventType Type, DateTimeOffset At, string? Actor)
{
    /// <summary>The message the event is about: as posted in a live event, as it is now when read from the log.</summary>
    public Message? Message { get; init; }

    /// <summary>Whose place in the room changed, and how.</summary>
    public MemberChange? Member { get; init; }

    /// <summary>What changed about the room itself.</summary>
    public RoomDetails? Details { get; init; }
}

/// <summary>A change to someone's place in a room.</summary>
public sealed record MemberChange(long UserId, string Username, RoomRole? Role);

/// <summary>What changed about a room; null is unchanged.</summary>
public sealed record RoomDetails(string? Title, string? Topic, RoomVisibility? Visibility);
