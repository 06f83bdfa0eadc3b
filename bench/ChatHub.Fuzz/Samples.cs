using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatHub.Fuzz;

/// <summary>
/// Values with which a call is good, by the names of fields; what the world of the attack holds (<see cref="Attackers"/>). A new field needs a line here only if
/// no text, number or truth value will do.
/// </summary>
public static class Samples
{
    /// <summary>Stands for the attacker's number, five digits, in the names of the attacker and of the attacker's own room.</summary>
    public const string Number = "@@@@@";

    /// <summary>Stands for the attacker's access token, where its length does not matter.</summary>
    public const string Token = "@token@";

    public const string OwnRoom = $"room-{Number}";
    public const string OpenRoom = "arena";
    public const string Keeper = "keeper";
    public const string Password = "correct horse battery";

    /// <summary>The events of the rooms that are messages: the first after the room was made and its maker joined.</summary>
    private const int FirstMessage = 3;

    public static JsonNode? Of(string name, string type, Random random) => name switch
    {
        "room" => random.Of([OwnRoom, OwnRoom, OpenRoom]),
        "username" or "sender" => random.Of([Keeper, $"fuzz-{Number}"]),
        "password" or "currentPassword" or "newPassword" => Password,
        "text" => $"words {random.Next(1000).ToString(CultureInfo.InvariantCulture)} for @{Keeper} {random.Of(["👍", "`code`", "https://example.com", "{name}"])}",
        "q" => random.Of(["words", "\"words 1\"", "wo*", "words code"]),
        "id" or "replyTo" or "seq" when type != "string" => FirstMessage + random.Next(2),
        "after" or "before" when type != "object" => random.Next(6),
        "backlog" or "limit" => 1 + random.Next(100),
        "days" => 1 + random.Next(30),
        "tseq" => random.Next(3),
        "clientMessageId" => $"key-{random.Next().ToString(CultureInfo.InvariantCulture)}",
        "emoji" => random.Of(["👍", "❤️", "🎉", "👩‍👩‍👧‍👦"]),
        "language" => random.Of(["es", "pt-BR", "zh-Hant"]),
        "visibility" => random.Of(["public", "private"]),
        "translation" => random.Of(["any", "local", "off"]),
        "role" => random.Of(["member", "moderator", "owner"]),
        "until" => "2099-01-01T00:00:00Z",
        "slowModeSeconds" => 0,
        "retentionDays" => 36_500,
        // Signed by nobody: refused, like every change of it.
        "accessToken" or "refreshToken" => "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.AAAA",
        _ => type switch
        {
            "integer" or "number" => 1,
            "boolean" => random.OnceIn(2),
            "array" => new JsonArray(),
            "object" => new JsonObject { ["es"] = "palabra" },
            _ => $"a {name}",
        },
    };

    /// <summary>What is to be made is named anew each time.</summary>
    public static JsonNode? OfNew(string name, string type, Random random)
        => name is "room" or "username" ? $"new-{random.Next().ToString(CultureInfo.InvariantCulture)}" : Of(name, type, random);
}
