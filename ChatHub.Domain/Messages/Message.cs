using ChatHub.Domain.Accounts;
using ChatHub.Domain.Reactions;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Messages;

/// <summary>What someone said in a room, or what is left of it.</summary>
/// <param name="Id">The seq of the event that posted it; with the room, its address.</param>
/// <param name="SenderId">The sender's row; never shown to clients.</param>
/// <param name="Sender">The sender's username.</param>
/// <param name="Text">Exactly as it was accepted; empty when it is deleted.</param>
/// <param name="Language">The language it is written in, as far as known.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Revision">1 when posted, one more with each edit.</param>
public sealed record Message(long Id, long SenderId, string Sender, string Text, string? Language, DateTimeOffset At, int Revision)
{
    /// <summary>How <see cref="Language"/> is known.</summary>
    public LanguageOrigin LanguageOrigin { get; init; }

    /// <summary>The message in the language of whoever reads it; null where nobody asked.</summary>
    public MessageTranslation? Translation { get; init; }

    /// <summary>When its text was last changed.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether only its place is left, and who had said something there.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The event that last edited or deleted it, and when; null when it is as it was posted.</summary>
    public (long Seq, DateTimeOffset At)? LastChange { get; init; }

    /// <summary>The id of the message in the same room that this one answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The sender's own key for it.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The members whose names stand in the text.</summary>
    public IReadOnlyList<Person> Mentions { get; init; } = [];

    public IReadOnlyList<ReactionGroup> Reactions { get; init; } = [];

    /// <summary>For a change that asks for what is so already.</summary>
    internal ChangeReceipt ToReceipt(string room) => LastChange is { } last ? new ChangeReceipt(room, last.Seq, last.At) : new ChangeReceipt(room, Id, At);
}

/// <summary>A message that has no place in the log yet; everything in it is checked.</summary>
/// <param name="Text">Trimmed, 1 code point or more.</param>
/// <param name="Terms">The text as search finds it; see <see cref="Search.SearchText"/>.</param>
/// <param name="TextHash">What is left of the text for telling a repeat from another message under the same key; null without a key.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="ReplyTo">A message of the same room.</param>
/// <param name="ClientMessageId">1 to 64 printable ASCII characters.</param>
public sealed record MessageDraft(string Text, string Terms, byte[]? TextHash, string? Language, long? ReplyTo, string? ClientMessageId)
{
    /// <summary>How <see cref="Language"/> is known.</summary>
    public LanguageOrigin LanguageOrigin { get; init; }
}

/// <summary>How the language of a message is known. The numbers are stored.</summary>
public enum LanguageOrigin
{
    /// <summary>By the sender's profile, or not at all.</summary>
    Assumed,

    /// <summary>The sender gave it with the message.</summary>
    Given,

    /// <summary>The provider found it out, of this revision.</summary>
    Detected,
}

/// <summary>A new text for a message; everything in it is checked.</summary>
public sealed record MessageEdit(string Text, string Terms);

/// <summary>What is known of a message that was accepted under a <c>clientMessageId</c> before.</summary>
public sealed record AcceptedMessage(long Id, DateTimeOffset At, byte[] TextHash);

/// <summary>The proof that a message is committed.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Id">The message's id, which is its seq.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Duplicate">Whether it had been accepted before.</param>
public sealed record Receipt(string Room, long Id, DateTimeOffset At, bool Duplicate);
