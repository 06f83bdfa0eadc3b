using System.Text.Json.Serialization;
using ChatHub.Domain.Messages;

namespace ChatHub.Api.Messages;

/// <summary>A message to be posted.</summary>
/// <param name="Text" example="Hello!">1 to 4,000 characters once white space around it is removed; the rest is kept exactly.</param>
/// <param name="ClientMessageId" example="0199f0c2-7d3a-7c11-9d4e-2f6d1c8b5a90">The sender's own key, 1 to 64 printable ASCII characters: sending again under it is safe.</param>
/// <param name="ReplyTo" example="null">The id of the message in the same room that this one answers.</param>
/// <param name="Language" example="en">The language of the text as a BCP 47 tag; the sender's own if left out.</param>
public sealed record PostMessageRequest(string? Text, string? ClientMessageId, long? ReplyTo, string? Language);

/// <summary>The proof that a message is committed: it survives whatever happens to the server.</summary>
/// <param name="Room">The room.</param>
/// <param name="Id">The message's id: the seq of the event that posted it.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Duplicate">Whether it had been accepted before, under the same key.</param>
public sealed record ReceiptDto(string Room, long Id, DateTimeOffset At, bool Duplicate)
{
    internal static ReceiptDto From(Receipt receipt) => new(receipt.Room, receipt.Id, receipt.At, receipt.Duplicate);
}

/// <summary>What someone said.</summary>
/// <param name="Id">With the room, its address.</param>
/// <param name="Sender">The sender's username.</param>
/// <param name="Text">Exactly as it was accepted.</param>
/// <param name="Language">The language of the text; null if unknown.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Revision">1, and one more with each edit.</param>
/// <param name="ReplyTo">The id of the message that this one answers.</param>
/// <param name="ClientMessageId">The sender's own key.</param>
public sealed record MessageDto(
    long Id, string Sender, string Text, string? Language, DateTimeOffset At, int Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ReplyTo,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientMessageId)
{
    internal static MessageDto From(Message message)
        => new(message.Id, message.Sender, message.Text, message.Language, message.At, message.Revision, message.ReplyTo, message.ClientMessageId);
}

/// <summary>A page of history.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">Goes back as <c>before</c> (or <c>after</c>, paging forward) for the next page; absent on the last.</param>
public sealed record MessagesDto(
    IReadOnlyList<MessageDto> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Next);
