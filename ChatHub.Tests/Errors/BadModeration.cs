using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Adding, removing, banning and muting others, and roles.</summary>
internal static class BadModeration
{
    private static readonly (string What, string Body, string Field)[] BadRestrictions =
    [
        ("an end in the past", """{"until":"2020-01-01T00:00:00.000Z"}""", "until"), ("the beginning of time", """{"until":"0001-01-01T00:00:00Z"}""", "until"),
        ("a time before all time", """{"until":"0001-01-01T00:00:00+14:00"}""", "until"), ("a word for an end", """{"until":"tomorrow"}""", "until"), ("an end without a zone", """{"until":"2099-01-01T00:00:00"}""", "until"), ("an empty end", """{"until":""}""", "until"),
        ("a month that is none", """{"until":"2099-13-01T00:00:00Z"}""", "until"), ("a year of five digits", """{"until":"10000-01-01T00:00:00Z"}""", "until"), ("a number for an end", """{"until":4102444800000}""", "until"),
        ("a reason of 513 characters", $$"""{"reason":"{{new string('r', 513)}}"}""", "reason"), ("a reason of 513 characters in 1,026 units", $$"""{"reason":"{{string.Concat(Enumerable.Repeat("😀", 513))}}"}""", "reason"),
        ("a reason with a newline", """{"reason":"a\nb"}""", "reason"), ("a reason with NUL", """{"reason":"a\u0000"}""", "reason"), ("a reason with an escape", """{"reason":"\u001b[0m red"}""", "reason"),
        ("a reason with a lone surrogate", """{"reason":"\ud800"}""", "reason"), ("a number for a reason", """{"reason":5}""", "reason"),
        ("malformed JSON", "{", "body"), ("an array", "[]", "body"), ("a text", "\"x\"", "body"),
    ];

    private static readonly string[] BadRoles = ["\"admin\"", "\"Owner\"", "\"MEMBER\"", "\" owner\"", "\"\"", "5", "true", "[]", "\"\\ud800\""];

    private static readonly string[] NoUsers = ["nobody", "a%20b", "%FF", "system", new('u', 65), new('u', 3000)];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. Kinds.SelectMany(kind => BadRestrictions.Select(row => Invalid(row.What, As.Owner, "PUT", $"/rooms/talk/{kind}/member", row.Body, row.Field))),
        .. Kinds.Select(kind => Invalid("an end in the past, by a member", As.Member, "PUT", $"/rooms/talk/{kind}/owner", """{"until":"2020-01-01T00:00:00Z"}""") with { Status = 403, Code = "forbidden" }),
        .. Kinds.SelectMany(kind => Methods.Select(method => new BadRequest("oneself", As.Owner, method, $"/rooms/talk/{kind}/OWNER", 403, "forbidden"))),
        .. Kinds.Append("members").SelectMany(kind => Methods.SelectMany(method => (BadRequest[])
        [
            .. NoUsers.Select(name => new BadRequest("nobody's name", As.Owner, method, $"/rooms/talk/{kind}/{name}", 404, "user_not_found")),
            new("nobody's name, by a member", As.Member, method, $"/rooms/talk/{kind}/nobody", 403, "forbidden"),
            new("nobody's name, in a room that is not there", As.Owner, method, $"/rooms/nowhere/{kind}/nobody", 404, "room_not_found"),
        ])),
        .. BadRoles.Select(role => Invalid($"the role {role}", As.Owner, "PUT", "/rooms/talk/members/member", $$"""{"role":{{role}}}""", "role")),
        .. BadRoles.Select(role => Invalid($"the role {role} for oneself", As.Stranger, "PUT", "/rooms/open/members/stranger", $$"""{"role":{{role}}}""", "role")),
        Role("the last owner giving up the role", As.Owner, "owner", "member", 409, "conflict"),
        Role("a member making themselves an owner", As.Member, "member", "owner", 403, "forbidden"),
        Role("a stranger joining as an owner", As.Stranger, "stranger", "owner", 403, "forbidden"),
        Role("a role for nobody", As.Owner, "nobody", "moderator", 404, "user_not_found"),
    ];

    private static string[] Kinds => ["bans", "mutes"];

    private static string[] Methods => ["PUT", "DELETE"];

    private static BadRequest Role(string what, As who, string name, string role, int status, string code)
        => Invalid(what, who, "PUT", $"/rooms/talk/members/{name}", $$"""{"role":"{{role}}"}""") with { Status = status, Code = code };
}
