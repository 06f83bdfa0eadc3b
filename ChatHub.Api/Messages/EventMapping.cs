using ChatHub.Api.Wire;
using ChatHub.Contracts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Messages;

/// <summary>What a room's log says.</summary>
internal static class EventMapping
{
    extension(RoomEventDto)
    {
        public static RoomEventDto From(RoomEvent entry) => new(
            entry.Room, entry.Seq, EventWords.Of(entry.Type), entry.At, entry.Actor,
            entry.Message is null ? null : MessageDto.From(entry.Message),
            entry.Reaction is null ? null : new ReactionChangeDto(entry.Reaction.MessageId, entry.Reaction.Emoji),
            entry.Member is null ? null : MemberChangeDto.From(entry.Member),
            ToDetails(entry));
    }

    extension(ResetDto)
    {
        public static ResetDto? From(ResetReason? reason) => reason switch
        {
            null => null,
            ResetReason.EpochChanged => new("epoch_changed"),
            ResetReason.CursorAhead => new("cursor_ahead"),
            ResetReason.Retention => new("retention"),
            _ => new("too_far_behind"),
        };
    }

    extension(MemberChangeDto)
    {
        private static MemberChangeDto From(MemberChange member)
            => new(member.Username, member.Role is { } role ? Words.Role.Of(role) : null, member.Until, member.Reason);
    }

    private static RoomDetailsDto? ToDetails(RoomEvent entry)
    {
        if (entry.Type == RoomEventType.RoomArchived)
            return new(null, null, null, null, null, default, Glossary: null, Archived: true);
        return entry.Details is not { } details ? null : new(
            details.Title, details.Topic,
            details.Visibility is { } visibility ? Words.Visibility.Of(visibility) : null,
            details.Translation is { } translation ? Words.Translation.Of(translation) : null,
            details.SlowModeSeconds, details.RetentionDays.ToField(), details.Glossary ? true : null, Archived: null);
    }
}
