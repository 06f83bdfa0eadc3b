using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Searching for what cannot be looked for, where one may not look.</summary>
internal static class BadSearches
{
    // The last ones are of the right form and never made here: 0, 1000, -1, a word, and a number beyond 32 bits.
    private static readonly string[] Cursors = ["!!!", "a", new('A', 300), "MA", "MTAwMA", "LTE", "Zm9v", "OTk5OTk5OTk5OTk"];

    private static readonly string[] Limits = ["0", "-1", "101", "-9223372036854775808", "abc", "1.5", "1e2", "99999999999999999999", "%00"];

    public static IEnumerable<BadRequest> Rows =>
    [
        Query("/search", "q"),
        Query("/search?q=", "q"),
        Query($"/search?q={new string('x', 257)}", "q"),
        Query($"/search?q={string.Join('+', Enumerable.Range(0, 17).Select(number => $"w{number}*"))}", "q"),
        Query($"/search?q={string.Concat(Enumerable.Repeat("%F0%9F%98%80", 257))}", "q"),
        .. Limits.Select(limit => Query($"/search?q=x&limit={limit}", "limit")),
        .. Cursors.Select(cursor => Query($"/search?q=x&cursor={cursor}", "cursor")),
        .. new[] { "nobody", "a%20b", "%FF", "system", new('u', 65) }.Select(name => Get("nobody's name for a sender", $"/search?q=x&sender={name}", 404, "user_not_found")),
        .. new[] { "nowhere", "Open", "a%20b", "%FF", new('r', 65) }.Select(room => Get("no such room", $"/search?q=x&room={room}", 404, "room_not_found")),
        Get("a private room, to a stranger", "/search?q=x&room=secret", 404, "room_not_found") with { Who = As.Stranger },
        Get("a private room and nobody's name, to a stranger", "/search?q=x&room=secret&sender=nobody", 404, "room_not_found") with { Who = As.Stranger },
    ];

    private static BadRequest Query(string path, params string[] fields) => Get("a bad search", path, 400, "invalid_request", fields);
}
