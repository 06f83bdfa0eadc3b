using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>The connection lives on.</summary>
/// <param name="ExpiresIn">For how long, in seconds.</param>
public sealed record RenewTokenDto(long ExpiresIn);

/// <summary>The reading language is set: where each followed room's translations stand.</summary>
/// <param name="Language">As it is written from now on; null for no translation.</param>
/// <param name="Rooms">One entry for each followed room.</param>
public sealed record ReadingLanguageDto(string? Language, IReadOnlyList<RoomTranslationsDto> Rooms);

/// <summary>Where a followed room's translations stand.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Translations">The last patch before the next one; null without a reading language, and where nothing is translated into it.</param>
public sealed record RoomTranslationsDto(string Room, TranslationCursorDto? Translations);

/// <summary>Where a client that has joined stands.</summary>
/// <param name="Room">The room.</param>
/// <param name="Epoch">Names the history that the seqs belong to.</param>
/// <param name="Head">The newest seq.</param>
/// <param name="From">The seq of the first event that this connection gets.</param>
/// <param name="Reset">Set when the client's cursor could not be honoured: forget the room, then apply what comes.</param>
/// <param name="Translations">The last patch before the next one; null without a reading language, and where nothing is translated into it.</param>
public sealed record RoomSyncDto(RoomDto Room, string Epoch, long Head, long From, ResetDto? Reset, TranslationCursorDto? Translations);

/// <summary>Events of one room, in order, without a hole.</summary>
/// <param name="Room">The room.</param>
/// <param name="Epoch">Names the history that the seqs belong to.</param>
/// <param name="From">The seq of the first one.</param>
/// <param name="Events">May be empty together with a reset.</param>
/// <param name="Reset">On the first batch after a join whose cursor could not be honoured.</param>
public sealed record RoomEventsDto(
    string Room, string Epoch, long From, IReadOnlyList<RoomEventDto> Events,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ResetDto? Reset);

/// <summary>Translations of one room into the connection's language.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Epoch">Names the history that the ids belong to.</param>
/// <param name="Language">The language of the texts, which may be wider than the reader's: <c>pt</c> for a reader of <c>pt-BR</c>.</param>
/// <param name="Items">In the order of <c>tseq</c>, without a hole.</param>
public sealed record TranslationsDto(string Room, string Epoch, string Language, IReadOnlyList<TranslationPatchDto> Items);

/// <summary>What became of one translation.</summary>
/// <param name="Tseq">1, 2, 3, … per room and language.</param>
/// <param name="Id">The message.</param>
/// <param name="Revision">Which of its revisions.</param>
/// <param name="State"><c>ready</c>, <c>same_language</c>, <c>skipped</c>, <c>failed</c> or <c>superseded</c>.</param>
/// <param name="Text">With <c>ready</c>.</param>
/// <param name="Provider">Who translated.</param>
public sealed record TranslationPatchDto(
    long Tseq, long Id, int Revision, string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Provider);

/// <summary>Who came or went.</summary>
/// <param name="Users">People who share a followed room of at most 1,000 members.</param>
/// <param name="Rooms">Followed rooms of more.</param>
public sealed record PresenceChangedDto(IReadOnlyList<PresenceDto> Users, IReadOnlyList<RoomPresenceDto> Rooms);

/// <summary>Someone's presence.</summary>
/// <param name="Username">Who.</param>
/// <param name="Online">Whether any of their connections lives.</param>
/// <param name="LastSeenAt">When they were last known to be there.</param>
public sealed record PresenceDto(string Username, bool Online, DateTimeOffset LastSeenAt);

/// <summary>How many members of a large room are online.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Online">How many of its members have a connection that lives.</param>
public sealed record RoomPresenceDto(string Room, int Online);

/// <summary>Someone has begun or stopped typing.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Username">Who.</param>
/// <param name="Typing">Whether it has begun or ended.</param>
public sealed record TypingDto(string Room, string Username, bool Typing);

/// <summary>A member has read up to a seq.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Username">Whose marker.</param>
/// <param name="Seq">The last event that they have read.</param>
public sealed record ReadMarkerMovedDto(string Room, string Username, long Seq);

/// <summary>One's own rooms that changed, and those that one is in no longer.</summary>
/// <param name="Items">As <c>GET /rooms</c> gives them.</param>
/// <param name="Removed">Names.</param>
public sealed record RoomsChangedDto(IReadOnlyList<RoomDto> Items, IReadOnlyList<string> Removed);

/// <summary>This connection no longer follows the room.</summary>
/// <param name="Room">The room.</param>
/// <param name="Reason"><c>removed</c>, <c>banned</c>, or <c>left</c>: on another connection of the same user.</param>
public sealed record RoomClosedDto(string Room, string Reason);

/// <summary>The connection closes after this.</summary>
/// <param name="Reason">
/// After <c>slow_consumer</c> (it read too slowly), <c>token_expired</c> and <c>shutdown</c> the client may come back, and joins with its cursor; after <c>logout</c>,
/// <c>session_ended</c>, <c>password_changed</c> and <c>account_deleted</c> there is nothing to come back to.
/// </param>
public sealed record SessionEndedDto(string Reason);
