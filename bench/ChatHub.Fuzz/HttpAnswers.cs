using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChatHub.Fuzz;

/// <summary>Reads what a server sent on a connection, one answer after the other, and judges each.</summary>
internal static class HttpAnswers
{
    private static readonly string Start = "HTTP/1.1 ";

    /// <summary>Whether all has come that will: an answer that goes on for ever has begun, or another protocol.</summary>
    public static bool IsEndless(string received)
        => received.Contains("\r\nContent-Type: text/event-stream", StringComparison.OrdinalIgnoreCase) || received.StartsWith(Start + "101", StringComparison.Ordinal);

    /// <param name="received">All, each byte a character.</param>
    public static Settled Judge(string received)
    {
        var outcomes = new List<string>();
        for (var at = 0; at < received.Length;)
        {
            if (!Is(received, at, Start) || Find(received, "\r\n\r\n", at) is not { } end)
                return new Settled(outcomes, $"half an answer, or none: {Show(received[at..])}");
            var head = received[at..end];
            if (!int.TryParse(head.AsSpan(Start.Length, 3), CultureInfo.InvariantCulture, out var status))
                return new Settled(outcomes, $"no status: {Show(head)}");
            (var body, at) = ReadBody(received, status, head, end + 4);
            if (status < 200)
                continue;
            var (code, fault) = JudgeOne(status, head, body);
            outcomes.Add(code is null ? $"{status.ToString(CultureInfo.InvariantCulture)}" : $"{status.ToString(CultureInfo.InvariantCulture)} {code}");
            if (fault is not null)
                return new Settled(outcomes, $"{fault}: {Show(head)} {Show(body)}");
        }

        return new Settled(outcomes.Count == 0 ? ["closed"] : outcomes, MayHaveLostSession: outcomes.Exists(outcome => outcome is "401 invalid_token" or "401 token_expired"));
    }

    private static (string? Code, string? Fault) JudgeOne(int status, string head, string body)
    {
        // A version of HTTP that Kestrel does not speak is the one thing that it answers so by itself.
        if (status >= 500 && status != 505)
            return (null, "a 5xx");
        if (body.Length > 0 && status >= 400 && Contract.Tells(body))
            return (null, "an answer that tells what is inside");
        if (HeaderOf(head, "Content-Type") is not { } type || !type.StartsWith("application/problem+json", StringComparison.Ordinal) || body.Length == 0)
            return (null, null);
        try
        {
            using var problem = JsonDocument.Parse(Encoding.Latin1.GetBytes(body));
            var code = problem.RootElement.GetProperty("code").GetString()!;
            return (code, Contract.Codes.Contains(code) && problem.RootElement.GetProperty("status").GetInt32() == status ? null : "a code or a status of no contract");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "a problem that is none");
        }
    }

    private static (string Body, int End) ReadBody(string received, int status, string head, int at)
    {
        // An answer to HEAD has none, whatever it says.
        if (Is(received, at, Start) || status is < 200 or 204 or 304)
            return ("", at);
        if (HeaderOf(head, "Content-Length") is { } length)
        {
            var end = Math.Min(received.Length, at + int.Parse(length, CultureInfo.InvariantCulture));
            return (received[at..end], end);
        }

        // To HTTP/1.0 it goes on to the end of the connection.
        return HeaderOf(head, "Transfer-Encoding") == "chunked" ? ReadChunks(received, at) : (received[at..], received.Length);
    }

    private static (string Body, int End) ReadChunks(string received, int at)
    {
        var body = new StringBuilder();
        while (Find(received, "\r\n", at) is { } line && int.TryParse(received.AsSpan(at, line - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length))
        {
            at = Math.Min(received.Length, line + 2 + length + 2);
            if (length == 0)
                break;
            body.Append(received, line + 2, Math.Max(0, at - 2 - (line + 2)));
        }

        return (body.ToString(), at);
    }

    private static string? HeaderOf(string head, string name)
        => head.Split("\r\n").Select(line => line.Split(": ", 2)).FirstOrDefault(parts => parts.Length == 2 && string.Equals(parts[0], name, StringComparison.OrdinalIgnoreCase))?[1];

    private static int? Find(string text, string part, int from) => text.IndexOf(part, from, StringComparison.Ordinal) is var at and >= 0 ? at : null;

    private static bool Is(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;

    private static string Show(string text) => text.Length > 400 ? text[..400] : text;
}
