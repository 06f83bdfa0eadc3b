using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Editing and deleting messages, and replying to what is gone.</summary>
internal static class BadEdits
{
    private const string Own = "/rooms/talk/messages/4";

    private static readonly (string What, string Body)[] BadTexts =
    [
        ("no text", "{}"), ("null for a text", """{"text":null}"""), ("an empty text", """{"text":""}"""), ("nothing but white space", """{"text":" \n\u3000"}"""),
        ("NUL", """{"text":"a\u0000b"}"""), ("nothing to see", """{"text":"\u3164\u200d"}"""), ("a lone surrogate", """{"text":"\ud800"}"""), ("a number", """{"text":5}"""),
    ];

    private static readonly (string What, As Who, string Path, string Code)[] Gone =
    [
        ("a message that is not there", As.Owner, "/rooms/talk/messages/99", "message_not_found"), ("an event that is no message", As.Owner, "/rooms/talk/messages/1", "message_not_found"),
        ("the id 0", As.Owner, "/rooms/talk/messages/0", "message_not_found"), ("a negative id", As.Owner, "/rooms/talk/messages/-4", "message_not_found"),
        ("a message of another room", As.Owner, "/rooms/open/messages/5", "message_not_found"), ("an id that is no number", As.Owner, "/rooms/talk/messages/four", "not_found"),
    ];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. BadTexts.Select(text => Invalid(text.What, As.Owner, "PATCH", Own, text.Body, "text")),
        .. new[] { new('x', 4001), string.Concat(Enumerable.Repeat("😀", 4001)) }
            .Select(text => Edit($"a text of 4,001 characters in {text.Length} units", As.Owner, Own, 413, "message_too_long", text)),
        .. Gone.Select(row => Edit(row.What, row.Who, row.Path, 404, row.Code)),
        .. Gone.Select(row => new BadRequest(row.What, row.Who, "DELETE", row.Path, 404, row.Code)),
        Edit("a deleted message", As.Owner, "/rooms/talk/messages/6", 404, "message_not_found"),
        Edit("a member's message, by an owner", As.Owner, "/rooms/talk/messages/5", 403, "forbidden"),
        Edit("an owner's message, by a member", As.Member, Own, 403, "forbidden"),
        Edit("a deleted message of another", As.Member, "/rooms/talk/messages/6", 404, "message_not_found"),
        Edit("not being a member", As.Stranger, Own, 403, "forbidden"),
        Edit("not being a member, and no such message", As.Stranger, "/rooms/talk/messages/99", 403, "forbidden"),
        new("an owner's message, by a member", As.Member, "DELETE", Own, 403, "forbidden"),
        new("a deleted message of another", As.Member, "DELETE", "/rooms/talk/messages/6", 403, "forbidden"),
        new("not being a member", As.Stranger, "DELETE", Own, 403, "forbidden"),
        Invalid("a reply to a deleted message", As.Owner, "POST", "/rooms/talk/messages", """{"text":"x","replyTo":6}""") with { Status = 404, Code = "message_not_found" },
        Invalid("a reply to another room's message", As.Owner, "POST", "/rooms/open/messages", """{"text":"x","replyTo":5}""") with { Status = 404, Code = "message_not_found" },
    ];

    private static BadRequest Edit(string what, As who, string path, int status, string code, string text = "other words")
        => Invalid(what, who, "PATCH", path, $$"""{"text":"{{text}}"}""") with { Status = status, Code = code };
}
