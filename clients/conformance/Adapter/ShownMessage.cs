using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatHub.Conformance.Adapter;

/// <summary>A message as people see it, in one line: what a client shows and what the server keeps are compared by it.</summary>
internal sealed record ShownMessage(long Id, string Sender, string Line)
{
    /// <summary>Reads it from what an adapter shows, or from a message of the server: the fields have the same names.</summary>
    public static ShownMessage From(JsonObject message)
    {
        var id = message["id"]!.GetValue<long>();
        var sender = message["sender"]!.GetValue<string>();
        var revision = message["revision"]!.GetValue<int>();
        var isDeleted = message["deleted"]?.GetValue<bool>() ?? false;
        // What has gone is gone, whatever a tombstone is given for fields.
        var content = isDeleted ? "(deleted)" : $"“{message["text"]?.GetValue<string>()}”{Reactions(message["reactions"])}{Translation(message["translation"])}";
        return new ShownMessage(id, sender, string.Create(CultureInfo.InvariantCulture, $"{id} {sender} r{revision} {content}"));
    }

    // In which order they stand is the client's choice.
    private static string Reactions(JsonNode? reactions) => string.Concat((reactions as JsonArray ?? [])
        .Select(reaction => (Emoji: reaction!["emoji"]!.GetValue<string>(), Users: reaction["users"]!.AsArray().Select(user => user!.GetValue<string>()).Order(StringComparer.Ordinal).ToList()))
        .Where(reaction => reaction.Users.Count > 0)
        .OrderBy(reaction => reaction.Emoji, StringComparer.Ordinal)
        .Select(reaction => $" {reaction.Emoji}:{string.Join('+', reaction.Users)}"));

    // Nothing to translate and no translation look the same to people.
    private static string Translation(JsonNode? translation)
        => translation?["text"]?.GetValue<string>() is { } text ? $" [{translation["language"]!.GetValue<string>()} {translation["state"]!.GetValue<string>()}: “{text}”]" : "";
}
