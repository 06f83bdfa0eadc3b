using System.Text.Json.Serialization;
using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>Where a message is on its way.</summary>
public enum ChatMessageState
{
    /// <summary>The server has it.</summary>
    Settled,

    /// <summary>One's own, on its way; it is sent again until it settles.</summary>
    Pending,

    /// <summary>One's own, refused: <see cref="ChatMessage.Error"/> says why. <see cref="ChatRoom.Dismiss"/> takes it away.</summary>
    Failed,
}

/// <summary>A message as a room shows it. Immutable: a change makes another one.</summary>
public sealed record ChatMessage
{
    /// <summary>With the room, its address; 0 until it is settled.</summary>
    public long Id { get; init; }

    /// <summary>The sender's username.</summary>
    public required string Sender { get; init; }

    /// <summary>As it was written; empty when it is deleted.</summary>
    public required string Text { get; init; }

    /// <summary>The language of the text; null if unknown.</summary>
    public string? Language { get; init; }

    /// <summary>When it was committed, or written as long as it is not.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>1, and one more with each edit.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>When the text was last changed.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether only its place is left.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The id of the message that this one answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The sender's own key.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The usernames of the members whom the text names.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>Who reacted with which emoji, the first first.</summary>
    public IReadOnlyList<ReactionDto> Reactions { get; init; } = [];

    /// <summary>The message in the reader's language; null where nothing is translated, or not yet.</summary>
    public MessageTranslationDto? Translation { get; init; }

    /// <summary>Where it is on its way.</summary>
    public ChatMessageState State { get; init; }

    /// <summary>Why it failed: a code of the contract.</summary>
    public string? Error { get; init; }

    /// <summary>What the reader reads: the translation where there is one, else the text.</summary>
    [JsonIgnore]
    public string Reading => Translation is { State: "ready", Text: { } text } ? text : Text;

    internal static ChatMessage From(MessageDto message) => new()
    {
        Id = message.Id,
        Sender = message.Sender,
        Text = message.Text ?? "",
        Language = message.Language.Value,
        At = message.At,
        Revision = message.Revision,
        EditedAt = message.EditedAt,
        IsDeleted = message.Deleted ?? false,
        ReplyTo = message.ReplyTo,
        ClientMessageId = message.ClientMessageId,
        Mentions = message.Mentions ?? [],
        Reactions = message.Reactions ?? [],
        Translation = message.Translation,
    };
}
