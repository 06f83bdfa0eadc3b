using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Reading in a language that is none, and asking what it costs without being one of those who pay.</summary>
internal static class BadTranslations
{
    private static readonly string[] NoLanguages = ["?", "x", "es_MX", "english!", "%00", "%FF", "es%0A", "a-b-c-d-e-f-g-h-i-j-k", new('e', 300)];

    private static readonly string[] NoDays = ["0", "-1", "91", "abc", "1.5", "1e1", "99999999999", "-2147483648", "%00", "%D9%A3"];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. NoLanguages.Select(tag => Get("a language that is none", $"/rooms/open/messages?language={tag}", 400, "invalid_request", "language")),
        Get("a language that is none, in a room that is none", "/rooms/nowhere/messages?language=es_MX", 400, "invalid_request", "language"),
        Get("a good language, in a room that is none", "/rooms/nowhere/messages?language=es", 404, "room_not_found"),
        Get("a good language, in a private room", "/rooms/secret/messages?language=es", 404, "room_not_found") with { Who = As.Stranger },
        .. NoDays.Select(days => Usage(As.Admin, "no number of days", $"?days={days}", 400, "invalid_request", "days")),
        .. new[] { "", "?days=1", "?days=91" }.Select(query => Usage(As.Owner, "not one of the operators", query, 403, "forbidden")),
        .. new[] { "", "?days=1", "?days=91", "?days=abc" }.Select(query => Usage(As.Nobody, "no token", query, 401, "unauthenticated")),
        new("no token", As.Nobody, "GET", "/languages", 401, "unauthenticated"),
    ];

    private static BadRequest Usage(As who, string what, string query, int status, string code, params string[] fields)
        => new(what, who, "GET", $"/translation/usage{query}", status, code, fields);
}
