using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>A message to be posted.</summary>
/// <param name="Text" example="Hello!">1 to 4,000 characters once white space around it is removed; the rest is kept exactly.</param>
/// <param name="ClientMessageId" example="0199f0c2-7d3a-7c11-9d4e-2f6d1c8b5a90">The sender's own key, 1 to 64 printable ASCII characters: sending again under it is safe.</param>
/// <param name="ReplyTo" example="null">The id of the message in the same room that this one answers.</param>
/// <param name="Language" example="en">The language of the text as a BCP 47 tag; if left out, the one that the translator detects, or else the sender's own.</param>
public sealed record PostMessageRequest(string? Text, string? ClientMessageId = null, long? ReplyTo = null, string? Language = null);

/// <summary>The proof that a message is committed: it survives whatever happens to the server.</summary>
/// <param name="Room">The room.</param>
/// <param name="Id">The message's id: the seq of the event that posted it.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Duplicate">Whether it had been accepted before, under the same key.</param>
public sealed record ReceiptDto(string Room, long Id, DateTimeOffset At, bool Duplicate);

/// <summary>The proof that a change to a message is committed.</summary>
/// <param name="Room">The room.</param>
/// <param name="Seq">The event that made it so; where there was nothing to take away, the room's newest.</param>
/// <param name="At">When that was committed.</param>
public sealed record ChangeDto(string Room, long Seq, DateTimeOffset At);

/// <summary>A new text for a message.</summary>
/// <param name="Text" example="Hello again!">As for a new one.</param>
public sealed record EditMessageRequest(string? Text);

/// <summary>What someone said; of a deleted message only <c>id</c>, <c>sender</c>, <c>at</c>, <c>revision</c> and <c>deleted</c>.</summary>
/// <param name="Id">With the room, its address.</param>
/// <param name="Sender">The sender's username.</param>
/// <param name="Text">Exactly as it was accepted.</param>
/// <param name="Language">The language of the text: given by its sender, detected, or else the sender's own; null if unknown.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Revision">1, and one more with each edit.</param>
/// <param name="EditedAt">When the text was last changed.</param>
/// <param name="Deleted">True when only its place is left.</param>
/// <param name="ReplyTo">The id of the message that this one answers.</param>
/// <param name="ClientMessageId">The sender's own key.</param>
/// <param name="Mentions">The usernames of the members whom the text names.</param>
/// <param name="Reactions">Who reacted with which emoji, the first first.</param>
/// <param name="Translation">The message in the reader's language; absent in live events, and where nothing is translated.</param>
public sealed record MessageDto(
    long Id, string Sender,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Language,
    DateTimeOffset At, int Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EditedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Deleted = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ReplyTo = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientMessageId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Mentions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ReactionDto>? Reactions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageTranslationDto? Translation = null);

/// <summary>All who reacted with one emoji.</summary>
/// <param name="Emoji">One emoji.</param>
/// <param name="Users">Their usernames, the first first.</param>
public sealed record ReactionDto(string Emoji, IReadOnlyList<string> Users);

/// <summary>A message in the reader's language.</summary>
/// <param name="Language">The language of the text, which may be wider than the reader's: <c>pt</c> for a reader of <c>pt-BR</c>.</param>
/// <param name="State"><c>ready</c>, <c>same_language</c>, <c>skipped</c> (nothing to translate, or the day's budget is spent), <c>failed</c> (it is tried again), or <c>pending</c>.</param>
/// <param name="Text">With <c>ready</c>.</param>
/// <param name="Provider">Who translated.</param>
public sealed record MessageTranslationDto(
    string Language, string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Provider);

/// <summary>A page of history.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">Goes back as <c>before</c> (or <c>after</c>, paging forward) for the next page; absent on the last.</param>
public sealed record MessagesDto(
    IReadOnlyList<MessageDto> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Next);

/// <summary>How far one has read.</summary>
/// <param name="Seq" example="3">0 to the room's head.</param>
public sealed record MarkReadRequest(long? Seq);

/// <summary>Where a read marker stands.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Seq">Where it stands now, which may be further than was asked.</param>
public sealed record ReadMarkerDto(string Room, long Seq);
