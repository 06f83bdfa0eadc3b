using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Log;

/// <summary>
/// One committed change to a room. Events of a room are numbered 1, 2, 3, … without a hole, the same for everyone.
/// One flat shape: which of the last four is set follows from the type.
/// </summary>
/// <param name="RoomId">The room's row.</param>
/// <param name="Room">The room's name.</param>
/// <param name="Seq">Its place in the room's log.</param>
/// <param name="Type">What it says.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Actor">The username of who did it; null for the server.</param>
public sealed record RoomEvent(long RoomId, string Room, long Seq, RoomEventType Type, DateTimeOffset At, string? Actor)
{
    /// <summary>The row of who did it; null for the server.</summary>
    public long? ActorId { get; init; }

    /// <summary>How many members the room has after it; known of live events only.</summary>
    public int RoomSize { get; init; }

    /// <summary>The message the event is about: as it was committed in a live event, as it is now when read from the log.</summary>
    public Message? Message { get; init; }

    /// <summary>A reaction that came or went.</summary>
    public ReactionChange? Reaction { get; init; }

    /// <summary>Whose place in the room changed, and how.</summary>
    public MemberChange? Member { get; init; }

    /// <summary>What changed about the room itself.</summary>
    public RoomDetails? Details { get; init; }

    /// <summary>Whether <see cref="Member"/> was in the room until then; known of live events only. A stranger can be banned, too.</summary>
    public bool EndsMembership { get; init; }

    /// <summary>Whether <see cref="Member"/> is not in the room from then on.</summary>
    public bool IsRemoval => Type is RoomEventType.MemberLeft or RoomEventType.MemberRemoved or RoomEventType.MemberBanned;

    /// <summary>Whether from then on <see cref="Message"/> has another text, or none.</summary>
    public bool IsChangeOfText => Type is RoomEventType.MessageEdited or RoomEventType.MessageDeleted;
}

/// <summary>A change to someone's place in a room.</summary>
/// <param name="UserId">The user's row.</param>
/// <param name="Username">The user's name.</param>
/// <param name="Role">The role from now on, where the event gives one.</param>
/// <param name="Until">When a ban or a mute ends by itself; null for good.</param>
/// <param name="Reason">Why, in a moderator's words.</param>
public sealed record MemberChange(long UserId, string Username, RoomRole? Role = null, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>A reaction that came to a message, or went.</summary>
public sealed record ReactionChange(long MessageId, string Emoji);

/// <summary>What changed about a room; null, and not set, is unchanged.</summary>
public sealed record RoomDetails(string? Title, string? Topic, RoomVisibility? Visibility)
{
    public RoomTranslation? Translation { get; init; }

    /// <summary>Whether the room has another glossary.</summary>
    public bool Glossary { get; init; }

    public int? SlowModeSeconds { get; init; }

    public Optional<int?> RetentionDays { get; init; }

    public static RoomDetails OfGlossary { get; } = new(Title: null, Topic: null, Visibility: null) { Glossary = true };

    /// <summary>What is different in <paramref name="after"/>; null when nothing is.</summary>
    public static RoomDetails? Between(RoomSettings before, RoomSettings after) => before == after ? null : new RoomDetails(
        after.Title == before.Title ? null : after.Title,
        after.Topic == before.Topic ? null : after.Topic,
        after.Visibility == before.Visibility ? null : after.Visibility)
    {
        Translation = after.Translation == before.Translation ? null : after.Translation,
        SlowModeSeconds = after.SlowModeSeconds == before.SlowModeSeconds ? null : after.SlowModeSeconds,
        RetentionDays = after.RetentionDays == before.RetentionDays ? default : new Optional<int?>(after.RetentionDays),
    };
}
