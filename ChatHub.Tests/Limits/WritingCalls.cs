namespace ChatHub.Tests.Limits;

/// <summary>
/// Every call that takes an event, and what comes of it: a hub method with its argument, or an HTTP method and a path with its body. They come from the owner of
/// <c>{room}</c>, whose message is 3, into a server that also has the room <c>another</c>.
/// </summary>
internal static class WritingCalls
{
    public static readonly (string Method, Func<string, object> Argument, string Outcome)[] Hub =
    [
        ("JoinRoom", _ => new { room = "another" }, "ok"),
        ("LeaveRoom", room => new { room }, "conflict"),
        ("SendMessage", room => new { room, text = "x" }, "ok"),
        ("EditMessage", room => new { room, id = 3, text = "y" }, "ok"),
        ("DeleteMessage", room => new { room, id = 3 }, "ok"),
        ("AddReaction", room => new { room, id = 3, emoji = "👍" }, "ok"),
        ("RemoveReaction", room => new { room, id = 3, emoji = "👍" }, "ok"),
    ];

    public static readonly (string Call, object? Body, int Status)[] Http =
    [
        ("POST /rooms", new { room = "new" }, 201),
        ("POST /rooms/direct", new { username = "other" }, 201),
        ("PATCH /rooms/{room}", new { title = "Title" }, 200),
        ("DELETE /rooms/{room}", null, 204),
        ("PUT /rooms/{room}/glossary", new { items = Array.Empty<object>() }, 200),
        ("PUT /rooms/another/members/{me}", null, 200),
        ("PUT /rooms/{room}/members/other", null, 200),
        ("PUT /rooms/{room}/members/other", new { role = "moderator" }, 200),
        ("DELETE /rooms/{room}/members/other", null, 204),
        ("DELETE /rooms/{room}/members/{me}", null, 409),
        ("PUT /rooms/{room}/bans/other", null, 204),
        ("DELETE /rooms/{room}/bans/other", null, 204),
        ("PUT /rooms/{room}/mutes/other", null, 204),
        ("DELETE /rooms/{room}/mutes/other", null, 204),
        ("PUT /rooms/{room}/read", new { seq = 3 }, 200),
        ("POST /rooms/{room}/messages", new { text = "x" }, 201),
        ("PATCH /rooms/{room}/messages/3", new { text = "y" }, 200),
        ("DELETE /rooms/{room}/messages/3", null, 200),
        ("PUT /rooms/{room}/messages/3/reactions/%F0%9F%91%8D", null, 200),
        ("DELETE /rooms/{room}/messages/3/reactions/%F0%9F%91%8D", null, 200),
    ];
}
