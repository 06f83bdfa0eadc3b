using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Making rooms, joining and leaving.</summary>
internal static class BadRooms
{
    private static readonly (string What, string Body, string Field)[] BadNewRooms =
    [
        ("no name", "{}", "room"), ("null for a name", """{"room":null}""", "room"), ("an empty name", """{"room":""}""", "room"),
        ("capitals", """{"room":"Open"}""", "room"), ("a space", """{"room":"a b"}""", "room"), ("a slash", """{"room":"a/b"}""", "room"), ("NUL", """{"room":"a\u0000"}""", "room"),
        ("letters outside ASCII", """{"room":"sala-ñ"}""", "room"), ("a newline at the end", """{"room":"new\n"}""", "room"),
        ("65 characters", $$"""{"room":"{{new string('r', 65)}}"}""", "room"), ("the name 'direct'", """{"room":"direct"}""", "room"), ("a name of direct rooms", """{"room":"dm-1"}""", "room"),
        ("an empty title", """{"room":"new","title":""}""", "title"), ("a title of 129 characters", $$"""{"room":"new","title":"{{new string('t', 129)}}"}""", "title"),
        ("a title with a newline", """{"room":"new","title":"a\nb"}""", "title"), ("a title with a lone surrogate", """{"room":"new","title":"\udfff"}""", "title"),
        ("a number for a title", """{"room":"new","title":1}""", "title"),
        ("a topic of 1,025 characters", $$"""{"room":"new","topic":"{{new string('t', 1025)}}"}""", "topic"), ("a topic with NUL", """{"room":"new","topic":"a\u0000"}""", "topic"),
        ("an unknown visibility", """{"room":"new","visibility":"hidden"}""", "visibility"), ("visibility in capitals", """{"room":"new","visibility":"PRIVATE"}""", "visibility"),
        ("a number for visibility", """{"room":"new","visibility":1}""", "visibility"),
    ];

    private static readonly string[] Taken = ["open", "secret", "general"];

    // Each is something that a stranger must be told in the same words as of a room that does not exist.
    private static readonly string[] Missing = ["nowhere", "secret", "Open", "a%20b", "%C3%B1", "%FF", "direct", new('r', 65), new('r', 3000)];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. BadNewRooms.Select(row => Invalid(row.What, As.Owner, "POST", "/rooms", row.Body, row.Field)),
        Invalid("a name and a title wrong", As.Owner, "POST", "/rooms", """{"room":"A","title":""}""", "room", "title"),
        .. Taken.Select(room => Invalid($"the taken name '{room}'", As.Stranger, "POST", "/rooms", $$"""{"room":"{{room}}"}""") with { Status = 409, Code = "room_taken" }),
        .. Missing.SelectMany(room => NotThere($"/rooms/{room}")),
        new("joining for another", As.Stranger, "PUT", "/rooms/open/members/owner", 403, "forbidden"),
        new("removing another", As.Stranger, "DELETE", "/rooms/open/members/owner", 403, "forbidden"),
        new("joining for somebody who is not there", As.Stranger, "PUT", "/rooms/open/members/nobody", 403, "forbidden"),
        new("joining for an impossible name", As.Stranger, "PUT", "/rooms/open/members/a%20b", 403, "forbidden"),
        new("the last owner leaving", As.Owner, "DELETE", "/rooms/open/members/owner", 409, "conflict"),
        new("the last owner leaving, in other letters", As.Owner, "DELETE", "/rooms/open/members/OWNER", 409, "conflict"),
    ];

    private static IEnumerable<BadRequest> NotThere(string room) =>
    [
        NotThere("GET", room), NotThere("GET", $"{room}/members"), NotThere("PUT", $"{room}/members/stranger"), NotThere("DELETE", $"{room}/members/stranger"),
        NotThere("GET", $"{room}/messages"), NotThere("GET", $"{room}/messages/3"), NotThere("GET", $"{room}/events"),
        NotThere("POST", $"{room}/messages") with { Body = """{"text":"hello"}"""u8.ToArray() },
        NotThere("PATCH", $"{room}/messages/3") with { Body = """{"text":"hello"}"""u8.ToArray() }, NotThere("DELETE", $"{room}/messages/3"),
        NotThere("PUT", $"{room}/messages/3/reactions/%F0%9F%91%8D"), NotThere("DELETE", $"{room}/messages/3/reactions/%F0%9F%91%8D"),
        NotThere("PATCH", room) with { Body = """{"title":"Mine"}"""u8.ToArray() }, NotThere("DELETE", room), NotThere("PUT", $"{room}/read") with { Body = """{"seq":1}"""u8.ToArray() },
        NotThere("PUT", $"{room}/bans/owner"), NotThere("DELETE", $"{room}/bans/owner"), NotThere("PUT", $"{room}/mutes/owner"), NotThere("DELETE", $"{room}/mutes/owner"),
    ];

    private static BadRequest NotThere(string method, string path) => new("no room for a stranger", As.Stranger, method, path, 404, "room_not_found");
}
