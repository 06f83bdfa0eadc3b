using ChatHub.Domain.Log;

namespace ChatHub.Api.Messages;

/// <summary>The words on the wire for the types of events.</summary>
internal static class EventWords
{
    public static string Of(RoomEventType type) => type switch
    {
        RoomEventType.RoomCreated => "room.created",
        RoomEventType.RoomUpdated => "room.updated",
        RoomEventType.RoomArchived => "room.archived",
        RoomEventType.MemberJoined => "member.joined",
        RoomEventType.MemberLeft => "member.left",
        RoomEventType.MemberRemoved => "member.removed",
        RoomEventType.MemberRoleChanged => "member.role_changed",
        RoomEventType.MemberBanned => "member.banned",
        RoomEventType.MemberUnbanned => "member.unbanned",
        RoomEventType.MemberMuted => "member.muted",
        RoomEventType.MemberUnmuted => "member.unmuted",
        RoomEventType.MessagePosted => "message.posted",
        RoomEventType.MessageEdited => "message.edited",
        RoomEventType.MessageDeleted => "message.deleted",
        RoomEventType.ReactionAdded => "reaction.added",
        RoomEventType.ReactionRemoved => "reaction.removed",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The event has no word on the wire."),
    };
}
