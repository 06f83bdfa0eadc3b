namespace ChatHub.Domain.Rooms;

/// <summary>A room as it stands.</summary>
/// <param name="Id">The row; never shown to clients.</param>
/// <param name="Name">The slug, immutable.</param>
/// <param name="Kind">Whether it is a room or a direct conversation.</param>
/// <param name="Settings">What its moderators may change.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Room(long Id, string Name, RoomKind Kind, RoomSettings Settings, DateTimeOffset CreatedAt)
{
    /// <summary>Above this many members, presence is a count and unread hints are for mentions only: else each would go to everyone.</summary>
    public const int LargeMembers = 1000;

    /// <summary>Whether it can only be read.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The seq of its newest event.</summary>
    public long Head { get; init; }

    /// <summary>The seq of the last event that retention has removed; 0 when all are there.</summary>
    public long Floor { get; init; }

    /// <summary>How many messages were ever posted in it; with a member's own count, what is unread without counting rows.</summary>
    public long Messages { get; init; }

    public int Members { get; init; }

    /// <summary>Counts the changes of its glossary; 0 while it has none.</summary>
    public int GlossaryVersion { get; init; }

    public bool IsDirect => Kind == RoomKind.Direct;

    public bool IsLarge => Members > LargeMembers;
}

/// <summary>What a room is. The numbers are stored.</summary>
public enum RoomKind
{
    /// <summary>A place that people join.</summary>
    Room,

    /// <summary>The one conversation of two people: private, theirs for good, and without roles.</summary>
    Direct,
}

/// <summary>Who may see a room and join it by themselves. The numbers are stored.</summary>
public enum RoomVisibility
{
    /// <summary>Every signed-in user.</summary>
    Public,

    /// <summary>Its members; for others it does not exist.</summary>
    Private,
}

/// <summary>Who may translate what is said in a room. The numbers are stored.</summary>
public enum RoomTranslation
{
    /// <summary>Every provider.</summary>
    Any,

    /// <summary>Only providers that keep the text on this host.</summary>
    Local,

    /// <summary>Nobody.</summary>
    Off,
}
