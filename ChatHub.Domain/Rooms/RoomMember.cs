namespace ChatHub.Domain.Rooms;

/// <summary>A user's place in a room.</summary>
/// <param name="RoomId">The room's row.</param>
/// <param name="UserId">The user's row.</param>
/// <param name="Username">The user's name.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="Language">The user's language by profile; null if none.</param>
/// <param name="Role">What the user may do here.</param>
public sealed record RoomMember(long RoomId, long UserId, string Username, string DisplayName, string? Language, RoomRole Role)
{
    /// <summary>The seq up to which the user has read.</summary>
    public long LastRead { get; init; }

    /// <summary>How many messages had been posted up to <see cref="LastRead"/>.</summary>
    public long MessagesRead { get; init; }

    /// <summary>Messages after <see cref="LastRead"/> that name the user.</summary>
    public int UnreadMentions { get; init; }

    /// <summary>When the user last posted, or joined, while the room was in slow mode; for that only.</summary>
    public DateTimeOffset? LastPostAt { get; init; }

    /// <summary>Until when the user is muted; null for not at all. May be past.</summary>
    public DateTimeOffset? MutedUntil { get; init; }
}

/// <summary>What a member may do; each role may do all that the ones before it may. The numbers are stored.</summary>
public enum RoomRole
{
    Member,
    Moderator,
    Owner,
}
