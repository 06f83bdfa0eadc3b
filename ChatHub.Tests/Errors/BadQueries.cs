using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>What stands behind the question mark: nothing is clamped, nothing is guessed.</summary>
internal static class BadQueries
{
    private static readonly (string Path, int Most)[] Lists = [("/rooms", 200), ("/rooms/open/members", 200), ("/rooms/open/messages", 200), ("/rooms/open/events", 1000)];

    private static readonly string[] NoNumbers = ["abc", "1.5", "1e2", "99999999999999999999", "%00", "%FF", "%D9%A3"];

    // Those after the long one are of the right form and never made here: "foo bar", a byte that is no text, "-1", and a number beyond 64 bits.
    private static readonly (string Path, string[] Cursors)[] Cursors =
    [
        ("/rooms", ["!!!", "a", new('A', 300), "Zm9vIGJhcg", "_-8"]),
        ("/rooms/open/members", ["!!!", "a", new('A', 300), "Zm9vIGJhcg", "_-8", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk"]),
    ];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. Lists.SelectMany(list => ((string[])["-1", "0", $"{list.Most + 1}", "-9223372036854775808", .. NoNumbers]).Select(limit => Query($"{list.Path}?limit={limit}", "limit"))),
        .. NoNumbers.SelectMany(bound => new[]
        {
            Query($"/rooms/open/messages?before={bound}", "before"), Query($"/rooms/open/messages?after={bound}", "after"), Query($"/rooms/open/events?after={bound}", "after"),
        }),
        Query("/rooms/open/messages?before=0", "before"),
        Query("/rooms/open/messages?before=-1", "before"),
        Query("/rooms/open/messages?after=-1", "after"),
        Query("/rooms/open/events?after=-1", "after"),
        Query("/rooms/open/messages?before=3&after=3", "after"),
        Query("/rooms/open/messages?before=x&limit=y", "before", "limit"),
        .. Cursors.SelectMany(list => list.Cursors.Select(cursor => Query($"{list.Path}?cursor={cursor}", "cursor"))),
        Query("/users", "username"),
        Query($"/users?{string.Join('&', Enumerable.Range(1, 101).Select(number => $"username=u{number}"))}", "username"),
        .. new[] { "?", "es_MX", "%00", "x" }.Select(tag => Query($"/hubs/chat/negotiate?negotiateVersion=1&language={tag}", "language") with { Method = "POST" }),
        Query("/HUBS/CHAT/negotiate?negotiateVersion=1&language=es_MX", "language") with { Method = "POST" },
    ];

    private static BadRequest Query(string path, params string[] fields) => Get("a bad query", path, 400, "invalid_request", fields);
}
