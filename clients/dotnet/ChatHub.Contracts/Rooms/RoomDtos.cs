using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>A room to be made.</summary>
/// <param name="Room" example="tea-room">Its name for ever: 1 to 64 of <c>a-z 0-9 - _</c>.</param>
/// <param name="Title" example="Tea room">For people, 1 to 128 characters; the name if left out.</param>
/// <param name="Topic" example="Which leaves, how long">For people, at most 1,024 characters.</param>
/// <param name="Visibility" example="public"><c>public</c> (the default) or <c>private</c>.</param>
public sealed record CreateRoomRequest(string? Room, string? Title = null, string? Topic = null, string? Visibility = null);

/// <summary>What is to change about a room; what is left out stays as it is.</summary>
/// <param name="Title" example="Tea room">1 to 128 characters.</param>
/// <param name="Topic" example="Which leaves, how long">At most 1,024 characters.</param>
/// <param name="Visibility" example="public"><c>public</c> or <c>private</c>.</param>
/// <param name="Translation" example="any">Who may translate here: <c>off</c>, <c>local</c> or <c>any</c>.</param>
/// <param name="SlowModeSeconds" example="0">0 to 21,600.</param>
/// <param name="RetentionDays" example="null">1 to 36,500; null for never.</param>
public sealed record UpdateRoomRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Topic,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Visibility,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Translation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<int?> SlowModeSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<int?> RetentionDays);

/// <summary>Whom to talk to.</summary>
/// <param name="Username" example="luis">The other person.</param>
public sealed record DirectRoomRequest(string? Username);

/// <summary>What a member is to be. The body may be left out.</summary>
/// <param name="Role" example="member"><c>owner</c>, <c>moderator</c> or <c>member</c>; left out, a new member is a <c>member</c> and a known one stays what they are.</param>
public sealed record SetMemberRequest(string? Role = null);

/// <summary>A room as the caller sees it.</summary>
/// <param name="Room">The name.</param>
/// <param name="Kind"><c>room</c> or <c>direct</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Topic">For people; may be empty.</param>
/// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Archived">Whether it can only be read.</param>
/// <param name="Translation">Who may translate here: <c>off</c>, <c>local</c> or <c>any</c>.</param>
/// <param name="SlowModeSeconds">The shortest time between two messages of a member; 0 for none.</param>
/// <param name="RetentionDays">After how many days texts are removed; null for never.</param>
/// <param name="Head">The seq of the newest event.</param>
/// <param name="Role">The caller's role; absent for those who are no members.</param>
/// <param name="LastRead">The seq up to which the caller has read.</param>
/// <param name="Unread">Messages posted after that.</param>
/// <param name="Mentions">Those among them that name the caller.</param>
/// <param name="With">The other person of a direct conversation.</param>
public sealed record RoomDto(
    string Room, string Kind, string Title, string Topic, string Visibility, DateTimeOffset CreatedAt, bool Archived, string Translation,
    int SlowModeSeconds, int? RetentionDays, long Head,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LastRead,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Unread,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Mentions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? With);

/// <summary>Someone's place in a room.</summary>
/// <param name="Username">Who.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="Role"><c>owner</c>, <c>moderator</c> or <c>member</c>.</param>
/// <param name="Online">Whether any of their connections lives; to those who are no members always false.</param>
/// <param name="LastRead">The seq up to which they have read.</param>
public sealed record MemberDto(string Username, string DisplayName, string Role, bool Online, long LastRead);
