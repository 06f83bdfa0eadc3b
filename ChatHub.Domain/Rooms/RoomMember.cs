namespace ChatHub.Domain.Rooms;

/// <summary>A user's place in a room.</summary>
/// <param name="RoomId">The room's row.</param>
/// <param name="UserId">The user's row.</param>
/// <param name="Username">The user's name.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="Language">The user's language by profile; null if none.</param>
/// <param name="Role">What the user may do here.</param>
/// <param name="LastRead">The seq up to which the user has read.</param>
/// <param name="MessagesRead">How many messages had been posted up to <paramref name="LastRead"/>.</param>
public sealed record RoomMember(
    long RoomId, long UserId, string Username, string DisplayName, string? Language, RoomRole Role, long LastRead, long MessagesRead);

/// <summary>What a member may do; each role may do all that the ones before it may.</summary>
public enum RoomRole
{
    Member,
    Moderator,
    Owner,
}
