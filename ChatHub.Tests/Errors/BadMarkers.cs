using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Moving the read marker over HTTP.</summary>
internal static class BadMarkers
{
    private static readonly string[] NoSeqs = ["{}", """{"seq":null}""", """{"seq":-1}""", """{"seq":8}""", """{"seq":9007199254740991}""", """{"seq":9223372036854775807}""", """{"seq":"5"}""", """{"seq":1.5}""", """{"seq":1e30}""", """{"seq":true}"""];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. NoSeqs.Select(body => Invalid($"the body {body}", As.Owner, "PUT", "/rooms/talk/read", body, "seq")),
        Invalid("not being a member", As.Stranger, "PUT", "/rooms/talk/read", """{"seq":1}""") with { Status = 403, Code = "forbidden" },
        Invalid("not being a member, and past the head", As.Stranger, "PUT", "/rooms/talk/read", """{"seq":8}""") with { Status = 403, Code = "forbidden" },
        Invalid("no such room", As.Owner, "PUT", "/rooms/nowhere/read", """{"seq":1}""") with { Status = 404, Code = "room_not_found" },
    ];
}
