using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Paths and methods that are not there, and who may not come in at all.</summary>
internal static class BadAddresses
{
    private static readonly string[] Protected =
    [
        "GET /me", "PATCH /me", "GET /users/owner", "GET /users?username=owner", "GET /rooms", "POST /rooms", "GET /rooms/open", "GET /rooms/open/members",
        "PUT /rooms/open/members/owner", "DELETE /rooms/open/members/owner", "GET /rooms/open/messages", "POST /rooms/open/messages", "GET /rooms/open/messages/3", "GET /rooms/open/events",
        "POST /hubs/chat/negotiate?negotiateVersion=1",
    ];

    private static readonly string[] WrongMethods = ["GET /signup", "PUT /signup", "DELETE /login", "POST /me", "DELETE /rooms", "POST /rooms/open/events", "PUT /rooms/open/messages", "GET /rooms/open/read", "POST /rooms/open/bans/owner", "GET /rooms/open/mutes/owner",
        "POST /rooms/open/messages/3", "GET /rooms/open/messages/3/reactions/x", "POST /search", "DELETE /me/delete", "POST /", "BREW /rooms"];

    private static readonly string[] Nowhere = ["GET /nowhere", "POST /nowhere", "GET /hubs/nowhere", "GET /rooms/open/nowhere", "GET /rooms/open/messages/abc", "GET /rooms/open/messages/99999999999999999999", "GET /signup/more"];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. Protected.Select(call => Row("without a token", As.Nobody, call, 401, "unauthenticated")),
        .. WrongMethods.Select(call => Row("a wrong method", As.Owner, call, 405, "invalid_request")),
        .. Nowhere.Select(call => Row("nothing there", As.Owner, call, 404, "not_found")),
        Row("nothing there, without a token", As.Nobody, "GET /nowhere", 404, "not_found"),
        .. new[] { "0", "-1", "1", "4" }.Select(id => Get("no message", $"/rooms/open/messages/{id}", 404, "message_not_found")),
        .. new[] { "nobody", "a%20b", "%FF", "system", new('u', 65), new('u', 3000) }.Select(name => Get("no user", $"/users/{name}", 404, "user_not_found")),
        .. new[] { "/hubs/chat/negotiate?negotiateVersion=1", "/HUBS/Chat/negotiate?negotiateVersion=1" }
            .Select(path => Row("a page from elsewhere", As.Owner, $"POST {path}", 403, "forbidden") with { Origin = "https://elsewhere.example" }),
    ];

    private static BadRequest Row(string what, As who, string call, int status, string code)
    {
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
        return new(what, who, method, path, status, code) { Body = method is "POST" or "PATCH" ? "{}"u8.ToArray() : null };
    }
}
