using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Changing and archiving rooms, direct conversations, and deleting one's account.</summary>
internal static class BadSettings
{
    private static readonly (string Field, string[] Values)[] BadFields =
    [
        ("title", ["null", "\"\"", "\"  \"", "\"\\u200b\\u00ad\"", "\"\\u202eklat\"", "\"a\\nb\"", "\"a\\u0000\"", "\"\\ud800\"", "5", $"\"{new string('t', 129)}\""]),
        ("topic", ["null", "\"\\u2066x\"", "\"a\\nb\"", "\"\\u001b\"", "\"\\udfff\"", "[]", $"\"{new string('t', 1025)}\""]),
        ("visibility", ["null", "\"\"", "\"hidden\"", "\"PUBLIC\"", "\"direct\"", "1"]),
        ("translation", ["null", "\"\"", "\"on\"", "\"Any\"", "true"]),
        ("slowModeSeconds", ["null", "-1", "21601", "1.5", "\"5\"", "1e30", "2147483648", "true"]),
        ("retentionDays", ["0", "-1", "36501", "0.5", "\"never\"", "\"5\"", "1e30", "2147483648", "false"]),
    ];

    private static readonly (string What, string Body)[] NoNames =
    [
        ("nobody", "{}"), ("null", """{"username":null}"""), ("oneself", """{"username":"owner"}"""), ("oneself in other letters", """{"username":"OWNER"}"""),
        ("oneself in full-width letters", """{"username":"ｏｗｎｅｒ"}"""), ("a number", """{"username":5}"""), ("a lone surrogate", """{"username":"\ud800"}"""), ("a list", """{"username":["member"]}"""),
    ];

    private static readonly string[] NoPasswords = ["{}", """{"password":null}""", """{"password":""}""", """{"password":"short"}""", """{"password":12345678}""", """{"password":"\ud800 long enough"}""", $$"""{"password":"{{new string('p', 257)}}"}"""];

    private static readonly string[] NoGlossaries =
    [
        "{}", """{"items":null}""", """{"items":[null]}""", """{"items":[{}]}""", """{"items":[{"term":""}]}""", """{"items":[{"term":"a\nb"}]}""", """{"items":[{"term":"!?"}]}""", """{"items":[{"term":"\ud800"}]}""",
        $$$"""{"items":[{"term":"{{{new string('t', 65)}}}"}]}""", """{"items":[{"term":"a"},{"term":"A"}]}""", """{"items":[{"term":"a","translations":{}}]}""", """{"items":[{"term":"a","translations":{"english":"b"}}]}""",
        """{"items":[{"term":"a","translations":{"es":""}}]}""", """{"items":[{"term":"a","translations":{"es":null}}]}""", """{"items":[{"term":"see @ana"}]}""", """{"items":[{"term":"a","translations":{"es":"https://a.example"}}]}""", """{"items":[{"term":"a","translations":{"es":"{x}"}}]}""", """{"items":[{"term":"a","translations":{"es":"a\nb"}}]}""", """{"items":[{"term":"a","translations":{"es":"b","ES":"c"}}]}""",
        $$$"""{"items":[{"term":"a","translations":{"es":"{{{new string('t', 129)}}}"}}]}""", $$"""{"items":[{{string.Join(',', Enumerable.Range(0, 501).Select(number => $$"""{"term":"t{{number}}"}"""))}}]}""",
    ];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. NoGlossaries.Select(body => Invalid($"the glossary {body[..Math.Min(body.Length, 60)]}", As.Owner, "PUT", "/rooms/talk/glossary", body, "items")),
        Invalid("a glossary with a number for a term", As.Owner, "PUT", "/rooms/talk/glossary", """{"items":[{"term":5}]}""", "items"),
        Invalid("a bad glossary, by a member", As.Member, "PUT", "/rooms/talk/glossary", "{}") with { Status = 403, Code = "forbidden" },
        Invalid("a bad glossary, in a room that is not there", As.Owner, "PUT", "/rooms/nowhere/glossary", "{}") with { Status = 404, Code = "room_not_found" },
        .. BadFields.SelectMany(row => row.Values.Select(value => Change($"{value} for {row.Field}", As.Owner, "talk", $$"""{"{{row.Field}}":{{value}}}""", row.Field))),
        Change("everything wrong at once", As.Owner, "talk", """{"title":"","topic":"a\nb","visibility":"x","translation":"x","slowModeSeconds":-1,"retentionDays":0}""", [.. BadFields.Select(row => row.Field)]),
        Change("one good field and one bad", As.Owner, "talk", """{"title":"Good","topic":null}""", "topic"),
        Change("a bad field, by a member", As.Member, "talk", """{"title":""}""") with { Status = 403, Code = "forbidden" },
        Change("a bad field, in a room that is not there", As.Owner, "nowhere", """{"title":""}""") with { Status = 404, Code = "room_not_found" },
        Change("nothing to change, by a member", As.Member, "talk", "{}") with { Status = 403, Code = "forbidden" },
        new("archiving, by a member", As.Member, "DELETE", "/rooms/talk", 403, "forbidden"),
        .. NoNames.Select(row => Invalid($"a conversation with {row.What}", As.Owner, "POST", "/rooms/direct", row.Body, "username")),
        .. new[] { "nobody", "a b", "", "system", new('u', 65) }.Select(name => Invalid($"the name '{name}'", As.Owner, "POST", "/rooms/direct", $$"""{"username":"{{name}}"}""") with { Status = 404, Code = "user_not_found" }),
        .. NoPasswords.Select(body => Invalid($"the password in {body}", As.Owner, "POST", "/me/delete", body, "password")),
        Invalid("a wrong password", As.Owner, "POST", "/me/delete", """{"password":"not my password"}""") with { Status = 401, Code = "invalid_credentials" },
    ];

    private static BadRequest Change(string what, As who, string room, string body, params string[] fields) => Invalid(what, who, "PATCH", $"/rooms/{room}", body, fields);
}
