namespace ChatHub.Infrastructure.Database;

// The tables, one class each. Times are milliseconds since 1970 in UTC: SQLite has no type for them, and every engine orders numbers alike.

internal sealed class InstallationRow
{
    public int Id { get; init; }

    public required string Epoch { get; init; }

    public required string PepperFingerprint { get; init; }

    /// <summary>The rules by which the search index was made; see <see cref="Domain.Search.SearchText.Version"/>.</summary>
    public int SearchVersion { get; set; }
}

internal sealed class UserRow
{
    public long Id { get; init; }

    public required string Username { get; init; }

    public required string UsernameKey { get; init; }

    public required string DisplayName { get; set; }

    public string? Language { get; set; }

    public long CreatedAt { get; init; }
}

internal sealed class PasswordRow
{
    public long UserId { get; init; }

    public required string Hash { get; set; }
}

internal sealed class SessionRow
{
    public required string Id { get; init; }

    public long UserId { get; init; }

    public long CreatedAt { get; init; }

    /// <summary>When it was last renewed.</summary>
    public long LastUsedAt { get; init; }

    /// <summary>How often it was renewed.</summary>
    public int Generation { get; init; }

    /// <summary>When the last few tokens were used, the newest first, eight bytes each: a repeat of any of them that was recent is no replay.</summary>
    public byte[]? Uses { get; init; }

    /// <summary>SHA-256 of the refresh token that is good now; null for a session of before there were any.</summary>
    public byte[]? RefreshHash { get; init; }

    public string? Device { get; init; }

    public string? Address { get; init; }
}

/// <summary>The name of a deleted account, which nobody is given again: what is kept tells whether a name is it, and not which it was.</summary>
internal sealed class RetiredNameRow
{
    /// <summary>HMAC-SHA-256 of the name's key under the server's pepper.</summary>
    public required byte[] Hash { get; init; }
}

internal sealed class RoomRow
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public int Kind { get; init; }

    /// <summary>The rows of the two people of a direct conversation, the lower first; null for other rooms.</summary>
    public string? DirectKey { get; init; }

    public required string Title { get; init; }

    public required string Topic { get; init; }

    public int Visibility { get; init; }

    public int Translation { get; init; }

    public int SlowModeSeconds { get; init; }

    public int? RetentionDays { get; init; }

    public bool IsArchived { get; init; }

    public long CreatedAt { get; init; }

    /// <summary>The seq of the newest event.</summary>
    public long Head { get; init; }

    /// <summary>The seq of the last event that retention has removed.</summary>
    public long Floor { get; init; }

    /// <summary>Messages ever posted.</summary>
    public long Messages { get; init; }

    public int Members { get; init; }

    public int GlossaryVersion { get; init; }
}

internal sealed class MemberRow
{
    public long RoomId { get; init; }

    public long UserId { get; init; }

    public int Role { get; init; }

    public long LastRead { get; init; }

    /// <summary>Messages posted up to <see cref="LastRead"/>.</summary>
    public long MessagesRead { get; init; }

    /// <summary>Mentions of the user after <see cref="LastRead"/>.</summary>
    public int UnreadMentions { get; init; }

    /// <summary>The event with which the user joined: who has been there longest becomes owner when the last one goes.</summary>
    public long JoinedSeq { get; init; }

    /// <summary>Whether the user made, opened or joined the room themself; whom others add has no say in it.</summary>
    public bool IsOwn { get; init; }

    public long? LastPostAt { get; init; }
}

/// <summary>A ban or a mute, in force until its time has come.</summary>
internal sealed class RestrictionRow
{
    public long RoomId { get; init; }

    public long UserId { get; init; }

    public int Kind { get; init; }

    /// <summary>Null for good.</summary>
    public long? Until { get; init; }

    public string? Reason { get; init; }
}

internal sealed class EventRow
{
    public long RoomId { get; init; }

    public long Seq { get; init; }

    public int Type { get; init; }

    public long At { get; init; }

    /// <summary>Who did it; null for the server. Names are looked up when read, so that none is ever left behind in the log.</summary>
    public long? ActorId { get; init; }

    /// <summary>Whom it was done to; of an edited or deleted message the author.</summary>
    public long? SubjectId { get; init; }

    public long? MessageId { get; init; }

    /// <summary>What else the event says, as JSON; see <see cref="Log.EventDetails"/>.</summary>
    public string? Details { get; init; }

    /// <summary>Messages posted up to this event: with it, a read marker finds what is unread without counting rows.</summary>
    public long Messages { get; init; }
}

internal sealed class MessageRow
{
    public long RoomId { get; init; }

    public long Id { get; init; }

    public long SenderId { get; init; }

    public required string Text { get; init; }

    public string? Language { get; init; }

    /// <summary>How <see cref="Language"/> is known; see <see cref="Domain.Messages.LanguageOrigin"/>.</summary>
    public int LanguageOrigin { get; init; }

    public long At { get; init; }

    public int Revision { get; init; }

    public long? EditedAt { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>The event that last edited or deleted it.</summary>
    public long? ChangeSeq { get; init; }

    public long? ChangeAt { get; init; }

    /// <summary>The rows of the members that the text names, with spaces between; null for none.</summary>
    public string? Mentions { get; init; }

    public long? ReplyTo { get; init; }

    public string? ClientMessageId { get; init; }

    /// <summary>Of the text first accepted under <see cref="ClientMessageId"/>.</summary>
    public byte[]? TextHash { get; init; }
}

/// <summary>That a message names a member: what a read marker counts.</summary>
internal sealed class MentionRow
{
    public long RoomId { get; init; }

    public long UserId { get; init; }

    public long MessageId { get; init; }
}

internal sealed class ReactionRow
{
    public long RoomId { get; init; }

    public long MessageId { get; init; }

    public long UserId { get; init; }

    public required string Emoji { get; init; }

    /// <summary>The event that added it.</summary>
    public long Seq { get; init; }

    public long At { get; init; }
}
