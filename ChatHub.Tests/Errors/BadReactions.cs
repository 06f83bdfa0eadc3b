using ChatHub.Tests.Reactions;

namespace ChatHub.Tests.Errors;

/// <summary>Reacting over HTTP, where the emoji stands in the path.</summary>
internal static class BadReactions
{
    private const string Thumb = "%F0%9F%91%8D";

    private static readonly string[] Methods = ["PUT", "DELETE"];

    public static IEnumerable<BadRequest> Rows => Methods.SelectMany(method => (BadRequest[])
    [
        .. NotEmoji.All.Select(row => Row(row.What, method, $"talk/messages/4/reactions/{Uri.EscapeDataString(row.Text)}", 400, "invalid_request", "emoji")),
        Row("bytes that are no text", method, "talk/messages/4/reactions/%FF", 400, "invalid_request", "emoji"),
        Row("half an emoji", method, "talk/messages/4/reactions/%ED%A0%BD", 400, "invalid_request", "emoji"),
        Row("no emoji", method, "talk/messages/4/reactions/", 404, "not_found"),
        Row("two parts", method, $"talk/messages/4/reactions/{Thumb}/{Thumb}", 404, "not_found"),
        Row("a deleted message", method, $"talk/messages/6/reactions/{Thumb}", 404, "message_not_found"),
        Row("a message that is not there", method, $"talk/messages/99/reactions/{Thumb}", 404, "message_not_found"),
        Row("an event that is no message", method, $"talk/messages/1/reactions/{Thumb}", 404, "message_not_found"),
        Row("a message of another room", method, $"open/messages/5/reactions/{Thumb}", 404, "message_not_found"),
        Row("an id that is no number", method, $"talk/messages/four/reactions/{Thumb}", 404, "not_found"),
        Row("not being a member", method, $"talk/messages/4/reactions/{Thumb}", 403, "forbidden") with { Who = As.Stranger },
        Row("not being a member, and no such message", method, $"talk/messages/99/reactions/{Thumb}", 403, "forbidden") with { Who = As.Stranger },
    ]);

    private static BadRequest Row(string what, string method, string path, int status, string code, params string[] fields)
        => new(what, As.Owner, method, $"/rooms/{path}", status, code, fields);
}
