namespace ChatHub.Contracts;

/// <summary>Where a client got to.</summary>
/// <param name="Epoch">The epoch that came with the events.</param>
/// <param name="Seq">The last seq that the client holds.</param>
/// <param name="Translations">The last translation patch that it holds.</param>
public sealed record CursorDto(string? Epoch, long? Seq, TranslationCursorDto? Translations = null);

/// <summary>A place in a room's translations into one language.</summary>
/// <param name="Language">The language of the texts, as a BCP 47 tag.</param>
/// <param name="Tseq">The last patch up to here; 0 for none yet.</param>
public sealed record TranslationCursorDto(string? Language, long? Tseq);

/// <summary>Joins and follows a room.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="After">Go on after this; the last events if left out.</param>
/// <param name="Backlog">How many of the last events, 0 to 200; 50 if left out.</param>
public sealed record JoinRoomRequest(string? Room, CursorDto? After = null, int? Backlog = null);

/// <summary>Names a room.</summary>
/// <param name="Room">The room's name.</param>
public sealed record RoomRequest(string? Room);

/// <summary>Posts a message.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Text">1 to 4,000 characters once white space around it is removed.</param>
/// <param name="ClientMessageId">The sender's own key, 1 to 64 printable ASCII characters: sending again under it is safe.</param>
/// <param name="ReplyTo">The id of the message in the same room that this one answers.</param>
/// <param name="Language">The language of the text; if left out, the one that the translator detects, or else the sender's own.</param>
public sealed record SendMessageRequest(string? Room, string? Text, string? ClientMessageId = null, long? ReplyTo = null, string? Language = null);

/// <summary>Gives a message another text.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Id">The message.</param>
/// <param name="Text">As for a new one.</param>
public sealed record EditMessageCall(string? Room, long? Id, string? Text);

/// <summary>Names a message.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Id">The message.</param>
public sealed record MessageCall(string? Room, long? Id);

/// <summary>Names a reaction.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Id">The message.</param>
/// <param name="Emoji">One emoji.</param>
public sealed record ReactionCall(string? Room, long? Id, string? Emoji);

/// <summary>Moves one's read marker.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Seq">0 to the room's head.</param>
public sealed record MarkReadCall(string? Room, long? Seq);

/// <summary>Says whether one is typing.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Typing">Say true again while it goes on: it ends by itself after 6 s.</param>
public sealed record SetTypingCall(string? Room, bool? Typing);

/// <summary>Lets the connection live on past its token's expiry.</summary>
/// <param name="AccessToken">A newer token, of the same user.</param>
public sealed record RenewTokenRequest(string? AccessToken)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(RenewTokenRequest);
}

/// <summary>Sets the connection's reading language.</summary>
/// <param name="Language">A BCP 47 tag; null for no translation.</param>
public sealed record SetLanguageRequest(string? Language = null);
