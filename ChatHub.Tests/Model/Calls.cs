namespace ChatHub.Tests.Model;

/// <summary>How a call reaches the server: over one of the user's two connections, or over HTTP.</summary>
internal enum Way
{
    Json,
    MessagePack,
    Http,
}

/// <summary>From where a connection wants a room's events.</summary>
internal enum Start
{
    /// <summary>After the last event that it holds.</summary>
    Resume,

    /// <summary>After seq 0, having forgotten what it held.</summary>
    Anew,

    /// <summary>With a cursor past the head, which is reset.</summary>
    Ahead,

    /// <summary>With a cursor of another history, which is reset.</summary>
    OtherEpoch,
}

/// <summary>A message as it is sent, as it is kept, and whom of the users it calls by name if they are members.</summary>
internal sealed record Said(string Sent, string Kept, params string[] Names)
{
    public override string ToString() => $"\"{Sent}\"";
}

/// <summary>One thing that a user does, with nothing left open: what the model is asked about and the server is told.</summary>
internal abstract record Call(string By);

internal sealed record CreateRoom(string By, string Room, string Visibility) : Call(By);

internal sealed record OpenDirect(string By, string With) : Call(By);

internal sealed record JoinRoom(string By, Way Way, string Room, Start Start) : Call(By);

internal sealed record LeaveRoom(string By, Way Way, string Room) : Call(By);

internal sealed record Unfollow(string By, Way Way, string Room) : Call(By);

internal sealed record SetMember(string By, string Room, string Target, string? Role) : Call(By);

internal sealed record RemoveMember(string By, string Room, string Target) : Call(By);

internal sealed record Restrict(string By, string Room, string Target, string Kind, string? Reason) : Call(By);

internal sealed record Lift(string By, string Room, string Target, string Kind) : Call(By);

internal sealed record SendMessage(string By, Way Way, string Room, Said Said, string? Key, long? ReplyTo) : Call(By);

internal sealed record EditMessage(string By, Way Way, string Room, long Id, Said Said) : Call(By);

internal sealed record DeleteMessage(string By, Way Way, string Room, long Id) : Call(By);

internal sealed record React(string By, Way Way, string Room, long Id, string Emoji, bool IsAdded) : Call(By);

internal sealed record MarkRead(string By, Way Way, string Room, long Seq) : Call(By);

internal sealed record UpdateRoom(string By, string Room, string? Title, string? Topic, string? Visibility, int? SlowModeSeconds) : Call(By);

internal sealed record ArchiveRoom(string By, string Room) : Call(By);

/// <summary>The connection ends; the client remembers what it followed, and how far it had come.</summary>
internal sealed record Drop(string By, Way Way) : Call(By);

/// <summary>The connection is back, and joins what it followed with its cursors.</summary>
internal sealed record Reconnect(string By, Way Way) : Call(By);

/// <summary>The server stops and starts on the same data; all connections end and come back.</summary>
internal sealed record Restart() : Call("the operator");

/// <summary>Everything is compared with everything, in the middle of a sequence.</summary>
internal sealed record Compare() : Call("the test");
