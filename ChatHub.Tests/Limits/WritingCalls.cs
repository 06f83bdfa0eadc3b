namespace ChatHub.Tests.Limits;

/// <summary>Every call that writes an event: a hub method with its argument, or an HTTP method and a path with its body.</summary>
internal static class WritingCalls
{
    public static readonly (string Method, object Argument)[] Hub =
    [
        ("JoinRoom", new { room = "another" }),
        ("LeaveRoom", new { room = "room" }),
        ("SendMessage", new { room = "room", text = "x" }),
        ("EditMessage", new { room = "room", id = 3, text = "y" }),
        ("DeleteMessage", new { room = "room", id = 3 }),
        ("AddReaction", new { room = "room", id = 3, emoji = "👍" }),
        ("RemoveReaction", new { room = "room", id = 3, emoji = "👍" }),
    ];

    public static readonly (string Call, object? Body)[] Http =
    [
        ("POST /rooms", new { room = "new" }),
        ("POST /rooms/direct", new { username = "other" }),
        ("PATCH /rooms/room", new { title = "Title" }),
        ("DELETE /rooms/room", null),
        ("PUT /rooms/room/glossary", new { items = Array.Empty<object>() }),
        ("PUT /rooms/another/members/{me}", null),
        ("PUT /rooms/room/members/other", null),
        ("PUT /rooms/room/members/other", new { role = "moderator" }),
        ("DELETE /rooms/room/members/other", null),
        ("DELETE /rooms/room/members/{me}", null),
        ("PUT /rooms/room/bans/other", null),
        ("DELETE /rooms/room/bans/other", null),
        ("PUT /rooms/room/mutes/other", null),
        ("DELETE /rooms/room/mutes/other", null),
        ("POST /rooms/room/messages", new { text = "x" }),
        ("PATCH /rooms/room/messages/3", new { text = "y" }),
        ("DELETE /rooms/room/messages/3", null),
        ("PUT /rooms/room/messages/3/reactions/%F0%9F%91%8D", null),
        ("DELETE /rooms/room/messages/3/reactions/%F0%9F%91%8D", null),
    ];
}
