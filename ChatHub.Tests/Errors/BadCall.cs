namespace ChatHub.Tests.Errors;

/// <summary>A row of the table of bad hub calls: what is called with what, and how it must be refused.</summary>
/// <param name="What">In words.</param>
/// <param name="Who">Who calls.</param>
/// <param name="Method">The hub's method.</param>
/// <param name="Argument">Its one argument.</param>
/// <param name="Code">The code of the refusal.</param>
/// <param name="Field">The field that an <c>invalid_request</c> names first.</param>
public sealed record BadCall(string What, As Who, string Method, object? Argument, string Code, string? Field = null)
{
    private const string Invalid = "invalid_request";

    private static readonly string Long = new('x', 4001);

    private static readonly string[] Missing = ["nowhere", "secret", "Open", "a b", "ñ", "", " ", "a\0b", new('r', 65), "direct"];

    private static readonly string[] InRooms =
    [
        "JoinRoom", "LeaveRoom", "Unfollow", "SendMessage", "EditMessage", "DeleteMessage", "AddReaction", "RemoveReaction", "MarkRead", "SetTyping",
    ];

    public static IEnumerable<BadCall> Rows => Nulls.Concat(Rooms).Concat(Joins).Concat(Sends).Concat(Languages).Concat(BadChangeCalls.Rows);

    private static IEnumerable<BadCall> Nulls => InRooms.Append("SetLanguage")
        .Select(method => new BadCall("null for an argument", As.Owner, method, null, Invalid, "request"));

    private static IEnumerable<BadCall> Rooms => Missing.Cast<string?>().Append(null)
        .SelectMany(room => InRooms.Select(method => new BadCall(
            room is null ? "no room" : $"the room '{room}'", As.Stranger, method, new { room, text = "hello", id = 3, emoji = "👍", seq = 1, typing = true }, "room_not_found")))
        .Append(new("the last owner leaving", As.Owner, "LeaveRoom", new { room = "open" }, "conflict"));

    private static IEnumerable<BadCall> Joins =>
    [
        Join("a backlog of 201", new { room = "open", backlog = 201 }, "backlog"),
        Join("a backlog of -1", new { room = "open", backlog = -1 }, "backlog"),
        Join("a cursor with a negative seq", new { room = "open", after = new { epoch = "e", seq = -1 } }, "after"),
        Join("a cursor without an epoch", new { room = "open", after = new { seq = 1 } }, "after"),
        Join("a cursor without a seq", new { room = "open", after = new { epoch = "e" } }, "after"),
        Join("a cursor with an empty epoch", new { room = "open", after = new { epoch = "", seq = 1 } }, "after"),
        Join("a translation cursor with a negative tseq", new { room = "open", after = new { epoch = "e", seq = 1, translations = new { language = "es", tseq = -1 } } }, "after.translations"),
        Join("a translation cursor without a language", new { room = "open", after = new { epoch = "e", seq = 1, translations = new { tseq = 1 } } }, "after.translations"),
    ];

    private static IEnumerable<BadCall> Sends =>
    [
        Send("no text", new { room = "open" }, Invalid, "text"),
        Send("an empty text", new { room = "open", text = "" }, Invalid, "text"),
        Send("nothing but white space", new { room = "open", text = " \t\r\n\u00a0\u3000" }, Invalid, "text"),
        Send("NUL", new { room = "open", text = "a\0b" }, Invalid, "text"),
        Send("4,001 letters", new { room = "open", text = Long }, "message_too_long"),
        Send("4,001 characters of two units", new { room = "open", text = string.Concat(Enumerable.Repeat("😀", 4001)) }, "message_too_long"),
        Send("an empty key", new { room = "open", text = "x", clientMessageId = "" }, Invalid, "clientMessageId"),
        Send("a key of 65 characters", new { room = "open", text = "x", clientMessageId = new string('k', 65) }, Invalid, "clientMessageId"),
        Send("a key outside ASCII", new { room = "open", text = "x", clientMessageId = "ñ" }, Invalid, "clientMessageId"),
        Send("a key with a control character", new { room = "open", text = "x", clientMessageId = "a\tb" }, Invalid, "clientMessageId"),
        Send("a language that is none", new { room = "open", text = "x", language = "es_MX" }, Invalid, "language"),
        Send("a reply to 0", new { room = "open", text = "x", replyTo = 0 }, Invalid, "replyTo"),
        Send("a reply to what is not there", new { room = "open", text = "x", replyTo = 99 }, "message_not_found"),
        Send("a reply to an event that is no message", new { room = "open", text = "x", replyTo = 1 }, "message_not_found"),
        Send("another text under a used key", new { room = "open", text = "second", clientMessageId = "used" }, "conflict"),
        new("not being a member", As.Stranger, "SendMessage", new { room = "open", text = "x" }, "forbidden"),
    ];

    private static IEnumerable<BadCall> Languages => new[] { "", "e", "es_MX", "english!", "es\n", new string('e', 300) }
        .Select(language => new BadCall($"the language '{language}'", As.Owner, "SetLanguage", new { language }, Invalid, "language"));

    public override string ToString() => $"{Method}: {What}";

    private static BadCall Join(string what, object argument, string field) => new(what, As.Stranger, "JoinRoom", argument, Invalid, field);

    private static BadCall Send(string what, object argument, string code, string? field = null) => new(what, As.Owner, "SendMessage", argument, code, field);
}
