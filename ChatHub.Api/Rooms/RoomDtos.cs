using System.Text.Json.Serialization;
using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Rooms;

/// <summary>A room to be made.</summary>
/// <param name="Room" example="tea-room">Its name for ever: 1 to 64 of <c>a-z 0-9 - _</c>.</param>
/// <param name="Title" example="Tea room">For people, 1 to 128 characters; the name if left out.</param>
/// <param name="Topic" example="Which leaves, how long">For people, at most 1,024 characters.</param>
/// <param name="Visibility" example="public"><c>public</c> (the default) or <c>private</c>.</param>
public sealed record CreateRoomRequest(string? Room, string? Title, string? Topic, string? Visibility);

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
public sealed record RoomDto(
    string Room, string Kind, string Title, string Topic, string Visibility, DateTimeOffset CreatedAt, bool Archived, string Translation,
    int SlowModeSeconds, int? RetentionDays, long Head,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LastRead,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Unread,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Mentions)
{
    // What no room can be changed to yet has the value that it will start with.
    internal static RoomDto From(RoomView view) => new(
        view.Room.Name, "room", view.Room.Title, view.Room.Topic, Words.Of(view.Room.Visibility), view.Room.CreatedAt, Archived: false, "any",
        SlowModeSeconds: 0, RetentionDays: null, view.Room.Head,
        view.Membership is null ? null : Words.Of(view.Membership.Role), view.Membership?.LastRead, view.Unread, view.Membership is null ? null : 0);
}

/// <summary>Someone's place in a room.</summary>
/// <param name="Username">Who.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="Role"><c>owner</c>, <c>moderator</c> or <c>member</c>.</param>
/// <param name="Online">Whether any of their connections lives.</param>
/// <param name="LastRead">The seq up to which they have read.</param>
public sealed record MemberDto(string Username, string DisplayName, string Role, bool Online, long LastRead)
{
    internal static MemberDto From(RoomMember member, bool online) => new(member.Username, member.DisplayName, Words.Of(member.Role), online, member.LastRead);
}
