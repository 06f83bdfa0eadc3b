using System.Globalization;
using System.Text;

namespace ChatHub.Fuzz;

/// <summary>Changes a request in ways of its own: the request line, headers, and how the body is framed.</summary>
internal static class HttpMutations
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "QUERY", "PRI", "", "G T", "GET\0", new('M', 10_000), "Ñ"];

    private static readonly string[] Versions = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/0.9", "HTTP/9.9", "http/1.1", "HTTP/1.1 ", "", "HTTPS/1.1", "HTTP/1.11"];

    private static readonly string[] PathParts =
    [
        "%", "%z", "%zz", "%00", "%0a", "%2f", "%2F..%2F", "%5c", "%2e%2e", "..", ".", "", "%c0%af", "%ed%a0%80", "%ff", "%EF%BF%BE", "%25", "%2525", "+", ";a=b", "a%20b", "%u0041", "ñ", "\u0001", "\\", "*", "{room}", "~", "#", "@", "//", "0",
        "-1", "9223372036854775808", "1e3", "%F0%9F%91%8D", "👍",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Host", ""), ("Host", "a b"), ("Host", "localhost, localhost"), ("Host", "[::1"), ("Host", "x:99999"), ("Content-Length", "0"), ("Content-Length", "5"), ("Content-Length", "-1"), ("Content-Length", "65536"), ("Content-Length", "65537"),
        ("Content-Length", "99999999999999999999"), ("Content-Length", "1, 1"), ("Content-Length", "+5"), ("Content-Length", "x"), ("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "identity"), ("Transfer-Encoding", "gzip, chunked"),
        ("Transfer-Encoding", "chunked, identity"), ("Transfer-Encoding", "xchunked"), ("Content-Type", ""), ("Content-Type", "text/plain"), ("Content-Type", "application/json; charset=utf-16"), ("Content-Type", "application/json; charset=nonsense"),
        ("Content-Type", "application/json; charset=iso-8859-1"), ("Content-Type", "application/xml"), ("Content-Type", "multipart/form-data; boundary=x"), ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Type", "application/json;;;=;"),
        ("Content-Type", "/"), ("Content-Type", "application/problem+json"), ("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Accept", ""), ("Accept", "text/html"), ("Accept", "application/xml"), ("Accept", "*/*;q=0"), ("Accept", "text/html;q=nan,;;"),
        ("Accept-Charset", "utf-16"), ("Accept-Language", "es;q=2"), ("Expect", "100-continue"), ("Expect", "200-ok"), ("Range", "bytes=0-0"), ("Range", "bytes=9-1,-5"), ("If-Modified-Since", "yesterday"), ("If-None-Match", "*"), ("If-Match", "\"x\""),
        ("Connection", "upgrade"), ("Upgrade", "websocket"), ("Upgrade", "h2c"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Version", "99"), ("Sec-WebSocket-Key", "x"), ("Sec-WebSocket-Protocol", "a, b"), ("Connection", "keep-alive, close"),
        ("Authorization", ""), ("Authorization", "Bearer"), ("Authorization", "Bearer "), ("Authorization", $"Bearer {Samples.Token}x"), ("Authorization", $"Bearer {Samples.Token} {Samples.Token}"), ("Authorization", $"bearer {Samples.Token}"),
        ("Authorization", $"Bearer {Samples.Token}.{Samples.Token}"), ("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."), ("Authorization", "Bearer ...."), ("Authorization", "Basic eA=="), ("Authorization", "Bearer \0"), ("Cookie", "a=b; a=c; ="),
        ("Origin", "null"), ("Origin", "https://evil.example"), ("Origin", "http://localhost"), ("Origin", ""), ("Access-Control-Request-Method", "POST"), ("X-Forwarded-For", "not an address"), ("X-Forwarded-Proto", "https"), ("X-HTTP-Method-Override", "DELETE"),
        ("Forwarded", "for=;;"), ("Traceparent", "00-x"), ("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("Tracestate", "=,="), ("Baggage", "a=%zz"), ("X", new('x', 40_000)), ("X\0", "y"), (" X", "y"), ("X ", "y"), ("", "y"),
        ("X", "a\r\n b"), ("X", "a\rb"), ("X", "a\nInjected: yes"), ("Ñ", "ñ"), ("Trailer", "Host"), ("Keep-Alive", "timeout=-1"), (":authority", "x"), ("Content-Language", "\u0001"),
    ];

    private static readonly string[] ChunkSizes = ["0", "1", "00000000000000005", "-1", "g", "", " 5", "5 ", "5;a=b", "5;\"", "fffffff", "7fffffff", "80000000", "ffffffffffffffff", "0x5", "10001", "5\n"];

    public static void Change(Random random, HttpDraft draft)
    {
        switch (random.Next(12))
        {
            case 0:
                draft.Method = random.Of(Methods);
                break;
            case 1:
                draft.Version = random.Of(Versions);
                break;
            case 2 or 3:
                draft.Target = ChangePath(random, draft.Target);
                break;
            case 4:
                draft.Target = ChangeQuery(random, draft.Target);
                break;
            case 5 or 6 or 7:
                ChangeHeader(random, draft);
                break;
            case 8:
                draft.LineEnd = random.Of(["\n", "\r", "\r\n\r\n", " \r\n", "\0\r\n"]);
                break;
            case 9:
                draft.Body = Encodings(random, draft.Body);
                break;
            default:
                Chunk(random, draft);
                break;
        }
    }

    private static string ChangePath(Random random, string target)
    {
        var (path, query) = Split(target);
        var parts = path.Split('/').ToList();
        var index = random.Next(parts.Count);
        if (random.OnceIn(2))
            parts[index] = random.Of(PathParts);
        else if (random.OnceIn(2))
            parts[index] = Uri.EscapeDataString(random.Of(OddTexts.All).Replace("\ud83d", "", StringComparison.Ordinal) is { Length: < 3000 } text ? text : "x");
        else
            parts.Insert(index, random.Of(PathParts));
        return random.Next(12) switch
        {
            0 => $"http://elsewhere.example{path}{query}",
            1 => $"*{query}",
            2 => new string('/', 9000),
            _ => string.Join('/', parts) + query,
        };
    }

    private static string ChangeQuery(Random random, string target)
    {
        var (path, query) = Split(target);
        var parts = query.TrimStart('?').Split('&').ToList();
        var index = random.Next(parts.Count);
        var (name, value) = (parts[index].Split('=')[0], random.OnceIn(2) ? random.Of(OddNumbers.All) : random.Of(PathParts));
        if (random.OnceIn(2) && random.Of(OddTexts.All) is { Length: < 3000 } text)
            value = Uri.EscapeDataString(text);
        parts[index] = random.Next(5) switch
        {
            0 => $"{parts[index]}&{name}={value}",
            1 => name,
            2 => $"{name}[0]={value}",
            3 => $"{random.Of(["limit", "before", "after", "cursor", "language", "access_token", "id", "username", "q", "transport"])}={value}",
            _ => $"{name}={value}",
        };
        return $"{path}?{string.Join(random.OnceIn(20) ? ";" : "&", parts)}";
    }

    private static (string Path, string Query) Split(string target)
        => target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (target[..at], target[at..]) : (target, "");

    private static void ChangeHeader(Random random, HttpDraft draft)
    {
        var header = random.Of(Headers);
        if (random.OnceIn(2))
            draft.Headers.RemoveAll(existing => string.Equals(existing.Name, header.Name, StringComparison.OrdinalIgnoreCase));
        if (random.OnceIn(10) && draft.Headers.Count > 0)
            draft.Headers.RemoveAt(random.Next(draft.Headers.Count));
        else
            draft.Headers.Insert(random.Next(draft.Headers.Count + 1), header);
        if (random.OnceIn(30))
            draft.Headers.AddRange(Enumerable.Range(0, 101).Select(number => ($"X-{number.ToString(CultureInfo.InvariantCulture)}", "x")));
    }

    private static byte[] Encodings(Random random, byte[] body) => random.Next(6) switch
    {
        0 => [0xEF, 0xBB, 0xBF, .. body],
        1 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        2 => Encoding.BigEndianUnicode.GetBytes("\ufeff" + Encoding.UTF8.GetString(body)),
        3 => [.. body, .. body],
        4 => [.. body, .. Enumerable.Repeat((byte)' ', 64 * 1024)],
        _ => [],
    };

    private static void Chunk(Random random, HttpDraft draft)
    {
        draft.Headers.Add(("Transfer-Encoding", "chunked"));
        var chunks = new List<byte>();
        for (var at = 0; at < draft.Body.Length;)
        {
            var length = Math.Min(1 + random.Next(200), draft.Body.Length - at);
            var size = random.OnceIn(12) ? random.Of(ChunkSizes) : length.ToString("x", CultureInfo.InvariantCulture);
            chunks.AddRange([.. Encoding.ASCII.GetBytes($"{size}\r\n"), .. draft.Body.AsSpan(at, length), .. Encoding.ASCII.GetBytes(random.OnceIn(30) ? "\n" : "\r\n")]);
            at += length;
        }

        chunks.AddRange(Encoding.ASCII.GetBytes(random.Of(["0\r\n\r\n", "0\r\n\r\n", "0\r\n\r\n", "0\r\nHost: x\r\n\r\n", "0\r\nX: y\r\n\r\n", "0;x\r\n\r\n", "0\n\n", "", "00\r\n\r\n", "0\r\n:\r\n\r\n"])));
        draft.Framed = [.. chunks];
    }
}
