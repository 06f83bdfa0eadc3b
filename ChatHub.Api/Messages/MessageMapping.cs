using ChatHub.Api.Translation;
using ChatHub.Contracts;
using ChatHub.Domain.Messages;

namespace ChatHub.Api.Messages;

/// <summary>Messages, and the proofs of what was done to them.</summary>
internal static class MessageMapping
{
    extension(MessageDto)
    {
        public static MessageDto From(Message message) => message.IsDeleted
            ? new(message.Id, message.Sender, Text: null, Language: default, message.At, message.Revision, Deleted: true)
            : new(
                message.Id, message.Sender, message.Text, new Optional<string?>(message.Language), message.At, message.Revision, message.EditedAt, Deleted: null,
                message.ReplyTo, message.ClientMessageId,
                message.Mentions.Count == 0 ? null : message.Mentions.Select(person => person.Username).ToList(),
                message.Reactions.Count == 0 ? null : message.Reactions.Select(group => new ReactionDto(group.Emoji, group.Users)).ToList(),
                message.Translation is null ? null : MessageTranslationDto.From(message.Translation));
    }

    extension(ReceiptDto)
    {
        public static ReceiptDto From(Receipt receipt) => new(receipt.Room, receipt.Id, receipt.At, receipt.Duplicate);
    }

    extension(ChangeDto)
    {
        public static ChangeDto From(ChangeReceipt receipt) => new(receipt.Room, receipt.Seq, receipt.At);
    }

    extension(ReadMarkerDto)
    {
        public static ReadMarkerDto From(MovedMarker marker) => new(marker.Room, marker.Seq);
    }
}
