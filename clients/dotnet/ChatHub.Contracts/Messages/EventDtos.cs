using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>One change to a room. More types may come: skip those that you do not know.</summary>
/// <param name="Room">The room.</param>
/// <param name="Seq">Its place in the room's log: 1, 2, 3, … without a hole.</param>
/// <param name="Type">
/// <c>room.created</c>, <c>room.updated</c>, <c>room.archived</c>; <c>member.joined</c>, <c>member.left</c>, <c>member.removed</c>, <c>member.role_changed</c>,
/// <c>member.banned</c>, <c>member.unbanned</c>, <c>member.muted</c>, <c>member.unmuted</c>; <c>message.posted</c>, <c>message.edited</c>, <c>message.deleted</c>;
/// <c>reaction.added</c>, <c>reaction.removed</c>.
/// </param>
/// <param name="At">When it was committed.</param>
/// <param name="Actor">Who did it; null for the server.</param>
/// <param name="Message">With <c>message.…</c>.</param>
/// <param name="Reaction">With <c>reaction.…</c>; the actor's.</param>
/// <param name="Member">With <c>member.…</c>.</param>
/// <param name="Details">With <c>room.…</c>: what changed.</param>
public sealed record RoomEventDto(
    string Room, long Seq, string Type, DateTimeOffset At, string? Actor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageDto? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReactionChangeDto? Reaction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MemberChangeDto? Member,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoomDetailsDto? Details);

/// <summary>A reaction that came to a message, or went.</summary>
/// <param name="Id">The message.</param>
/// <param name="Emoji">One emoji.</param>
public sealed record ReactionChangeDto(long Id, string Emoji);

/// <summary>Whose place in the room changed, and to what.</summary>
/// <param name="Username">Who.</param>
/// <param name="Role">The role from now on.</param>
/// <param name="Until">When a ban or a mute ends by itself; absent for good.</param>
/// <param name="Reason">Why, in a moderator's words.</param>
public sealed record MemberChangeDto(
    string Username,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);

/// <summary>What changed about a room; what did not is absent.</summary>
/// <param name="Title">The new title.</param>
/// <param name="Topic">The new topic.</param>
/// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
/// <param name="Translation"><c>off</c>, <c>local</c> or <c>any</c>.</param>
/// <param name="SlowModeSeconds">0 for none.</param>
/// <param name="RetentionDays">Null when texts are kept for ever from now on.</param>
/// <param name="Glossary">True when the room has another glossary from now on.</param>
/// <param name="Archived">True when it can only be read from now on.</param>
public sealed record RoomDetailsDto(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Topic,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Visibility,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Translation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SlowModeSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<int?> RetentionDays,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Glossary,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Archived);

/// <summary>Why what the client holds of a room must be forgotten.</summary>
/// <param name="Reason"><c>epoch_changed</c>, <c>cursor_ahead</c>, <c>too_far_behind</c> or <c>retention</c>.</param>
public sealed record ResetDto(string Reason);

/// <summary>A stretch of a room's log.</summary>
/// <param name="Room">The room.</param>
/// <param name="Epoch">Names the history that the seqs belong to.</param>
/// <param name="Head">The seq of the newest event.</param>
/// <param name="From">The seq of the first event here.</param>
/// <param name="Reset">Set when the log cannot go on from where was asked; then it starts from the first event that is kept.</param>
/// <param name="Events">In order, without a hole.</param>
public sealed record EventsDto(string Room, string Epoch, long Head, long From, ResetDto? Reset, IReadOnlyList<RoomEventDto> Events);
