using ChatHub.Tests.Reactions;

namespace ChatHub.Tests.Errors;

/// <summary>Bad calls of the hub's methods for editing, deleting, reacting, marking and typing.</summary>
internal static class BadChangeCalls
{
    private const string Invalid = "invalid_request";
    private const string Gone = "message_not_found";

    private static readonly string[] ForMessages = ["EditMessage", "DeleteMessage", "AddReaction", "RemoveReaction"];

    public static IEnumerable<BadCall> Rows => ForMessages.SelectMany(Addresses).Concat(Texts).Concat(Reactions).Concat(Markers);

    private static IEnumerable<BadCall> Texts =>
    [
        Edit("no text", null, Invalid, "text"),
        Edit("an empty text", "", Invalid, "text"),
        Edit("nothing but white space", " \t\r\n\u00a0\u3000", Invalid, "text"),
        Edit("NUL", "a\0b", Invalid, "text"),
        Edit("4,001 letters", new string('x', 4001), "message_too_long"),
        Edit("4,001 characters of two units", string.Concat(Enumerable.Repeat("😀", 4001)), "message_too_long"),
        new("a member's message, by an owner", As.Owner, "EditMessage", new { room = "talk", id = 5, text = "x" }, "forbidden"),
        new("an owner's message, by a member", As.Member, "EditMessage", new { room = "talk", id = 4, text = "x" }, "forbidden"),
        new("a deleted message", As.Owner, "EditMessage", new { room = "talk", id = 6, text = "x" }, Gone),
        new("an owner's message, by a member", As.Member, "DeleteMessage", new { room = "talk", id = 4 }, "forbidden"),
        new("a reply to a deleted message", As.Owner, "SendMessage", new { room = "talk", text = "x", replyTo = 6 }, Gone),
        new("a reply to another room's message", As.Owner, "SendMessage", new { room = "open", text = "x", replyTo = 5 }, Gone),
    ];

    private static IEnumerable<BadCall> Reactions => new[] { "AddReaction", "RemoveReaction" }.SelectMany(method => (BadCall[])
    [
        new("no emoji", As.Owner, method, new { room = "talk", id = 4 }, Invalid, "emoji"),
        new("an empty emoji", As.Owner, method, new { room = "talk", id = 4, emoji = "" }, Invalid, "emoji"),
        new("an emoji with NUL", As.Owner, method, new { room = "talk", id = 4, emoji = "👍\0" }, Invalid, "emoji"),
        .. NotEmoji.All.Select(row => new BadCall(row.What, As.Owner, method, new { room = "talk", id = 4, emoji = row.Text }, Invalid, "emoji")),
        new("a deleted message", As.Owner, method, new { room = "talk", id = 6, emoji = "👍" }, Gone),
    ]);

    private static IEnumerable<BadCall> Markers =>
    [
        new("no seq", As.Owner, "MarkRead", new { room = "talk" }, Invalid, "seq"),
        new("a negative seq", As.Owner, "MarkRead", new { room = "talk", seq = -1 }, Invalid, "seq"),
        new("a seq past the head", As.Owner, "MarkRead", new { room = "talk", seq = 8 }, Invalid, "seq"),
        new("the largest seq", As.Owner, "MarkRead", new { room = "talk", seq = long.MaxValue }, Invalid, "seq"),
        new("not being a member", As.Stranger, "MarkRead", new { room = "talk", seq = 1 }, "forbidden"),
        new("neither true nor false", As.Owner, "SetTyping", new { room = "talk" }, Invalid, "typing"),
        new("not being a member", As.Stranger, "SetTyping", new { room = "talk", typing = true }, "forbidden"),
    ];

    private static IEnumerable<BadCall> Addresses(string method) =>
    [
        new("no id", As.Owner, method, Argument("talk", null), Invalid, "id"),
        .. new[] { 0L, -4, 99, long.MaxValue, long.MinValue }.Select(id => new BadCall($"the id {id}", As.Owner, method, Argument("talk", id), Gone)),
        new("an event that is no message", As.Owner, method, Argument("talk", 1), Gone),
        new("a message of another room", As.Owner, method, Argument("open", 5), Gone),
        new("not being a member", As.Stranger, method, Argument("talk", 4), "forbidden"),
        new("not being a member, and no such message", As.Stranger, method, Argument("talk", 99), "forbidden"),
    ];

    private static object Argument(string room, long? id) => new { room, id, text = "x", emoji = "👍" };

    private static BadCall Edit(string what, string? text, string code, string? field = null) => new(what, As.Owner, "EditMessage", new { room = "talk", id = 4, text }, code, field);
}
