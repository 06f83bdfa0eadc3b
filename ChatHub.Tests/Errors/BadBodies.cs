using System.Text;
using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Bodies that are no JSON object, or not in UTF-8, or too large: the same for every call that takes one.</summary>
internal static class BadBodies
{
    private const int Limit = 64 * 1024;

    private static readonly (As Who, string Method, string Path, string Field)[] Calls =
    [
        (As.Nobody, "POST", "/signup", "username"),
        (As.Nobody, "POST", "/login", "username"),
        (As.Owner, "PATCH", "/me", "displayName"),
        (As.Owner, "POST", "/rooms", "room"),
        (As.Owner, "POST", "/rooms/open/messages", "text"),
        (As.Owner, "PATCH", "/rooms/open/messages/3", "text"),
        (As.Owner, "PATCH", "/rooms/open", "title"),
        (As.Owner, "POST", "/rooms/direct", "username"),
        (As.Owner, "POST", "/me/delete", "password"),
    ];

    public static IEnumerable<BadRequest> Rows => Calls.SelectMany(call => NoObject(call).Concat(BadText(call)).Concat(OtherForms(call)));

    private static IEnumerable<BadRequest> NoObject((As Who, string Method, string Path, string Field) call) =>
        new[]
        {
            ("malformed JSON", "{"), ("an empty body", ""), ("null", "null"), ("an array", "[]"), ("a string", "\"x\""),
            ("a trailing comma", $$"""{"{{call.Field}}":"x",}"""), ("something after the object", "{} x"), ("nesting without end", new string('[', 1000)),
            ("an unfinished object", $$"""{"{{call.Field}}":"x" """),
        }.Select(body => Invalid(body.Item1, call.Who, call.Method, call.Path, body.Item2, "body"));

    private static IEnumerable<BadRequest> BadText((As Who, string Method, string Path, string Field) call) =>
        new[]
        {
            ("an escaped high surrogate alone", @"""\ud800"""u8.ToArray()),
            ("an escaped low surrogate alone", @"""\udfff and more"""u8.ToArray()),
            ("surrogates in the wrong order", @"""\udc00\ud800"""u8.ToArray()),
            ("an encoded surrogate", [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"']),
            ("a byte that UTF-8 does not have", [(byte)'"', 0xFF, (byte)'"']),
            ("an overlong NUL", [(byte)'"', 0xC0, 0x80, (byte)'"']),
            ("a number for a text", "5"u8.ToArray()),
            ("an object for a text", """{"a":"b"}"""u8.ToArray()),
            ("a list for a text", "[\"x\"]"u8.ToArray()),
            ("true for a text", "true"u8.ToArray()),
        }.Select(value => Invalid(value.Item1, call.Who, call.Method, call.Path, "", call.Field) with
        {
            Body = [.. Encoding.UTF8.GetBytes($$"""{"{{call.Field}}":"""), .. value.Item2, (byte)'}'],
        });

    private static IEnumerable<BadRequest> OtherForms((As Who, string Method, string Path, string Field) call)
    {
        var good = Encoding.UTF8.GetBytes($$"""{"{{call.Field}}":"x"}""");
        var row = new BadRequest("", call.Who, call.Method, call.Path, 415, "invalid_request") { Body = good };
        yield return row with { What = "another content type", ContentType = "text/plain" };
        yield return row with { What = "a form", ContentType = "application/x-www-form-urlencoded" };
        yield return row with { What = "no content type", ContentType = null };
        yield return row with { What = "no body at all", Body = null };
        yield return Invalid("UTF-16", call.Who, call.Method, call.Path, "", "body") with { Body = Encoding.Unicode.GetBytes("{}") };

        foreach (var (what, charset, body) in new[] { ("that it is", "utf-16", Encoding.Unicode.GetBytes("{}")), ("half a character", "utf-16", "{}x"u8.ToArray()), ("another charset", "iso-8859-1", good) })
            yield return row with { What = $"a charset that is not UTF-8: {what}", Body = body, ContentType = $"application/json; charset={charset}" };

        var large = Encoding.ASCII.GetBytes($$"""{"{{call.Field}}":"{{new string('x', Limit)}}"}""");
        yield return row with { What = "a body over 64 KiB", Status = 413, Code = "too_large", Body = large, AsksFirst = true };
        yield return row with { What = "nothing but spaces over 64 KiB", Status = 413, Code = "too_large", Body = [.. Enumerable.Repeat((byte)' ', Limit + 1)], AsksFirst = true };
    }
}
