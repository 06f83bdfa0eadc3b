using System.Text.Json.Serialization;
using ChatHub.Api.Rooms;
using ChatHub.Domain.Log;

namespace ChatHub.Api.Messages;

/// <summary>One change to a room. More types may come: skip those that you do not know.</summary>
/// <param name="Room">The room.</param>
/// <param name="Seq">Its place in the room's log: 1, 2, 3, … without a hole.</param>
/// <param name="Type"><c>room.created</c>, <c>member.joined</c>, <c>member.left</c> or <c>message.posted</c>.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Actor">Who did it; null for the server.</param>
/// <param name="Message">With <c>message.…</c>.</param>
/// <param name="Member">With <c>member.…</c>.</param>
/// <param name="Details">With <c>room.…</c>: what changed.</param>
public sealed record RoomEventDto(
    string Room, long Seq, string Type, DateTimeOffset At, string? Actor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageDto? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MemberChangeDto? Member,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoomDetailsDto? Details)
{
    internal static RoomEventDto From(RoomEvent entry) => new(
        entry.Room, entry.Seq, TypeWord(entry.Type), entry.At, entry.Actor,
        entry.Message is null ? null : MessageDto.From(entry.Message),
        entry.Member is null ? null : new MemberChangeDto(entry.Member.Username, entry.Member.Role is { } role ? Words.Of(role) : null),
        entry.Details is null ? null : RoomDetailsDto.From(entry.Details));

    private static string TypeWord(RoomEventType type) => type switch
    {
        RoomEventType.RoomCreated => "room.created",
        RoomEventType.MemberJoined => "member.joined",
        RoomEventType.MemberLeft => "member.left",
        RoomEventType.MessagePosted => "message.posted",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The event has no word on the wire."),
    };
}

/// <summary>Whose place in the room changed, and to what.</summary>
public sealed record MemberChangeDto(string Username, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role);

/// <summary>What changed about a room.</summary>
public sealed record RoomDetailsDto(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Topic,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Visibility)
{
    internal static RoomDetailsDto From(RoomDetails details)
        => new(details.Title, details.Topic, details.Visibility is { } visibility ? Words.Of(visibility) : null);
}

/// <summary>Why what the client holds of a room must be forgotten.</summary>
/// <param name="Reason"><c>epoch_changed</c>, <c>cursor_ahead</c> or <c>too_far_behind</c>.</param>
public sealed record ResetDto(string Reason)
{
    internal static ResetDto? From(ResetReason? reason) => reason switch
    {
        null => null,
        ResetReason.EpochChanged => new("epoch_changed"),
        ResetReason.CursorAhead => new("cursor_ahead"),
        _ => new("too_far_behind"),
    };
}

/// <summary>A stretch of a room's log.</summary>
/// <param name="Room">The room.</param>
/// <param name="Epoch">Names the history that the seqs belong to.</param>
/// <param name="Head">The seq of the newest event.</param>
/// <param name="From">The seq of the first event here.</param>
/// <param name="Reset">Set when the log cannot go on from where was asked; then it starts from the beginning.</param>
/// <param name="Events">In order, without a hole.</param>
public sealed record EventsDto(string Room, string Epoch, long Head, long From, ResetDto? Reset, IReadOnlyList<RoomEventDto> Events);
