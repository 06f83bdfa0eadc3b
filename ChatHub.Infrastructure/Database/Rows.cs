namespace ChatHub.Infrastructure.Database;

// The tables, one class each. Times are milliseconds since 1970 in UTC: SQLite has no type for them, and every engine orders numbers alike.

internal sealed class InstallationRow
{
    public int Id { get; init; }

    public required string Epoch { get; init; }

    public required string PepperFingerprint { get; init; }
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

    public string? Device { get; init; }

    public string? Address { get; init; }
}

internal sealed class RoomRow
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Topic { get; init; }

    public int Visibility { get; init; }

    public long CreatedAt { get; init; }

    /// <summary>The seq of the newest event.</summary>
    public long Head { get; init; }

    /// <summary>Messages ever posted.</summary>
    public long Messages { get; init; }
}

internal sealed class MemberRow
{
    public long RoomId { get; init; }

    public long UserId { get; init; }

    public int Role { get; init; }

    public long LastRead { get; init; }

    /// <summary>Messages posted up to <see cref="LastRead"/>.</summary>
    public long MessagesRead { get; init; }
}

internal sealed class EventRow
{
    public long RoomId { get; init; }

    public long Seq { get; init; }

    public int Type { get; init; }

    public long At { get; init; }

    /// <summary>Who did it; null for the server. Names are looked up when read, so that none is ever left behind in the log.</summary>
    public long? ActorId { get; init; }

    /// <summary>Whom it was done to.</summary>
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

    public long At { get; init; }

    public int Revision { get; init; }

    public long? ReplyTo { get; init; }

    public string? ClientMessageId { get; init; }

    /// <summary>Of the text first accepted under <see cref="ClientMessageId"/>.</summary>
    public byte[]? TextHash { get; init; }
}
