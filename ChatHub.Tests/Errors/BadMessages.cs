using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Posting messages.</summary>
internal static class BadMessages
{
    private const string Path = "/rooms/open/messages";

    private static readonly (string What, string Body, string Field)[] Invalids =
    [
        ("no text", "{}", "text"), ("null for a text", """{"text":null}""", "text"), ("an empty text", """{"text":""}""", "text"),
        ("nothing but white space", """{"text":" \t\n\u00a0\u3000"}""", "text"), ("nothing to see", """{"text":"\u200b\u2060\ufe0f"}""", "text"), ("NUL", """{"text":"a\u0000b"}""", "text"), ("NUL alone", """{"text":"\u0000"}""", "text"),
        ("an empty key", """{"text":"x","clientMessageId":""}""", "clientMessageId"), ("a key of 65 characters", $$"""{"text":"x","clientMessageId":"{{new string('k', 65)}}"}""", "clientMessageId"),
        ("a key outside ASCII", """{"text":"x","clientMessageId":"ñ"}""", "clientMessageId"), ("a key with a control character", """{"text":"x","clientMessageId":"a\u007f"}""", "clientMessageId"),
        ("a number for a key", """{"text":"x","clientMessageId":1}""", "clientMessageId"), ("a key with a lone surrogate", """{"text":"x","clientMessageId":"\ud800"}""", "clientMessageId"),
        ("a reply to 0", """{"text":"x","replyTo":0}""", "replyTo"), ("a reply to -1", """{"text":"x","replyTo":-1}""", "replyTo"), ("a reply to a text", """{"text":"x","replyTo":"3"}""", "replyTo"),
        ("a reply to a fraction", """{"text":"x","replyTo":3.5}""", "replyTo"), ("a reply beyond 64 bits", """{"text":"x","replyTo":1e30}""", "replyTo"),
        ("an unknown language", """{"text":"x","language":"spanish!"}""", "language"), ("an empty language", """{"text":"x","language":""}""", "language"),
        ("a number for a language", """{"text":"x","language":1}""", "language"), ("a language with a lone surrogate", """{"text":"x","language":"\ud800"}""", "language"),
    ];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. Invalids.Select(row => Invalid(row.What, As.Owner, "POST", Path, row.Body, row.Field)),
        Invalid("everything but the text wrong", As.Owner, "POST", Path, """{"text":"x","clientMessageId":"","replyTo":0,"language":"?"}""", "clientMessageId", "replyTo", "language"),
        TooLong("4,001 letters", new string('x', 4001)),
        TooLong("4,001 characters of two units", string.Concat(Enumerable.Repeat("😀", 4001))),
        TooLong("4,001 letters between spaces", $"  {new string('x', 4001)}  "),
        Invalid("not being a member", As.Stranger, "POST", Path, """{"text":"x"}""") with { Status = 403, Code = "forbidden" },
        Invalid("not being a member, under a key that another used", As.Stranger, "POST", Path, """{"text":"first","clientMessageId":"used"}""") with { Status = 403, Code = "forbidden" },
        Invalid("another text under a used key", As.Owner, "POST", Path, """{"text":"second","clientMessageId":"used"}""") with { Status = 409, Code = "conflict" },
        Invalid("a reply to what is not there", As.Owner, "POST", Path, """{"text":"x","replyTo":99}""") with { Status = 404, Code = "message_not_found" },
        Invalid("a reply to an event that is no message", As.Owner, "POST", Path, """{"text":"x","replyTo":1}""") with { Status = 404, Code = "message_not_found" },
        Invalid("a reply into another room", As.Owner, "POST", "/rooms/secret/messages", """{"text":"x","replyTo":3}""") with { Status = 404, Code = "message_not_found" },
    ];

    private static BadRequest TooLong(string what, string text)
        => Invalid(what, As.Owner, "POST", Path, $$"""{"text":"{{text}}"}""") with { Status = 413, Code = "message_too_long" };
}
