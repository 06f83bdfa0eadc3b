using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Rooms;

/// <summary>The words on the wire for what rooms know.</summary>
internal static class Words
{
    public static string Of(RoomVisibility visibility) => visibility switch
    {
        RoomVisibility.Public => "public",
        _ => "private",
    };

    public static string Of(RoomRole role) => role switch
    {
        RoomRole.Owner => "owner",
        RoomRole.Moderator => "moderator",
        _ => "member",
    };
}
