using System.Text.Json;

namespace ChatHub.Tests.Model;

/// <summary>What the server says, in one line each, as the model says it too.</summary>
internal static class Lines
{
    public const string Ok = "ok";

    public static string Event(JsonElement entry)
        => Event(entry.GetProperty("seq").GetInt64(), entry.GetProperty("type").GetString()!, Text(entry, "actor"), About(entry));

    public static string Event(long seq, string type, string? actor, string about) => $"{seq} {type} by {actor}: {about}";

    public static string Details(string? title, string? topic, string? visibility, bool isArchived = false, int? slowModeSeconds = null)
        => $"title {title} topic {topic} visibility {visibility} slow {slowModeSeconds} {(isArchived ? "archived" : "")}";

    public static string Member(string? username, string? role, string? reason = null) => $"{username} {role} {reason}";

    public static string Room(JsonElement room) => Room(
        room.GetProperty("room").GetString()!, Text(room, "kind"), room.GetProperty("head").GetInt64(),
        $"\"{Text(room, "title")}\" \"{Text(room, "topic")}\" {Text(room, "visibility")} slow {Number(room, "slowModeSeconds")} {(room.GetProperty("archived").GetBoolean() ? "archived" : "open")}",
        Text(room, "role") is { } role ? Place(role, Number(room, "lastRead"), Number(room, "unread"), Number(room, "mentions")) : "", Text(room, "with"));

    public static string Room(string name, string? kind, long head, string settings, string place, string? with) => $"{kind} {name} head {head} {settings} {place} with {with}";

    /// <summary>A member's own place in a room.</summary>
    public static string Place(string role, long? lastRead, long? unread, long? mentions) => $"{role} read {lastRead} unread {unread} mentions {mentions}";

    /// <summary>A member as others see them.</summary>
    public static string MemberOf(JsonElement member) => MemberOf(Text(member, "username")!, Text(member, "role")!, member.GetProperty("lastRead").GetInt64());

    public static string MemberOf(string username, string role, long lastRead) => $"{role} {username} read {lastRead}";

    public static string Posted(long id, bool isDuplicate) => $"{(isDuplicate ? "posted before as" : "posted")} {id}";

    public static string Changed(long seq) => $"changed by {seq}";

    public static string Read(long seq) => $"read up to {seq}";

    public static string? Text(JsonElement map, string field)
        => map.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement map, string field)
        => map.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static string About(JsonElement entry)
    {
        if (entry.TryGetProperty("message", out var message))
            return $"{message.GetProperty("id").GetInt64()}";
        if (entry.TryGetProperty("reaction", out var reaction))
            return $"{reaction.GetProperty("id").GetInt64()} {Text(reaction, "emoji")}";
        if (entry.TryGetProperty("member", out var member))
            return Member(Text(member, "username"), Text(member, "role"), Text(member, "reason"));
        var details = entry.GetProperty("details");
        return Details(
            Text(details, "title"), Text(details, "topic"), Text(details, "visibility"), details.TryGetProperty("archived", out _), (int?)Number(details, "slowModeSeconds"));
    }
}
