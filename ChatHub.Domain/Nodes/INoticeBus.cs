using ChatHub.Domain.Accounts;

namespace ChatHub.Domain.Nodes;

/// <summary>
/// Tells every node what has no place in a room's log: it is worth knowing now, and lost without harm. Safe for any number of callers.
/// </summary>
public interface INoticeBus
{
    /// <summary>Never waits and never fails: a listener that throws is logged.</summary>
    void Publish(Notice notice);

    /// <summary>Listens until disposed. The listener takes note and returns at once.</summary>
    IDisposable Subscribe(Action<Notice> listener);
}

/// <summary>Something worth knowing now.</summary>
public abstract record Notice;

/// <summary>A member has read up to a seq, as said on a connection (null over HTTP).</summary>
public sealed record ReadMarkerNotice(long RoomId, string Room, long UserId, string Username, long Seq, string? Connection) : Notice;

/// <summary>A member has begun or stopped typing.</summary>
public sealed record TypingNotice(long RoomId, string Room, long UserId, string Username, bool IsTyping) : Notice;

/// <summary>A user reads in another language from now on, on all connections that have none of their own.</summary>
public sealed record ProfileLanguageNotice(long UserId) : Notice;

/// <summary>Sessions of a user have ended: their live connections end, too, and are told the reason. Without any named, all have.</summary>
public sealed record SessionsEndedNotice(long UserId, SessionEnding Reason, IReadOnlyCollection<string>? SessionIds = null) : Notice
{
    public bool Includes(string sessionId) => SessionIds?.Contains(sessionId) ?? true;
}
