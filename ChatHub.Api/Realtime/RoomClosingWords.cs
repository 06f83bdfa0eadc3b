using ChatHub.Domain.Log;

namespace ChatHub.Api.Realtime;

/// <summary>The words on the wire for the reasons of <c>RoomClosed</c>, which comes instead of the event that ends the membership.</summary>
internal static class RoomClosingWords
{
    /// <returns>Null for an event that ends no membership.</returns>
    public static string? Of(RoomEventType type) => type switch
    {
        RoomEventType.MemberLeft => "left",
        RoomEventType.MemberRemoved => "removed",
        RoomEventType.MemberBanned => "banned",
        _ => null,
    };
}
