using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>A translation patch as a client got it, with the language of its batch.</summary>
public sealed record Patch(string Language, long Tseq, long Id, int Revision, string State, string? Text, string? Provider);

/// <summary>A message's <c>translation</c>, as history and replays show it.</summary>
public sealed record ShownTranslation(string Language, string State, string? Text = null, string? Provider = null);

/// <summary>Where an answer says that translations stand.</summary>
public sealed record PatchPosition(string Language, long Tseq);

/// <summary>Reading what the server tells of translations.</summary>
public static class Patches
{
    /// <summary>Every patch that came, in order.</summary>
    public static IReadOnlyList<Patch> Translations(this HubClient client) => client.CallsOf("Translations").SelectMany(Read).ToList();

    /// <summary>The patches of one message.</summary>
    public static IReadOnlyList<Patch> PatchesOf(this HubClient client, long id) => client.Translations().Where(patch => patch.Id == id).ToList();

    /// <summary>Waits until a message's patch of this state has come, and gives it.</summary>
    public static async Task<Patch> SeesPatchAsync(this HubClient client, long id, string state = "ready", int revision = 1)
    {
        await Eventually.TrueAsync(() => client.Translations().Any(IsIt), $"revision {revision} of {id} was {state}");
        return client.Translations().First(IsIt);

        bool IsIt(Patch patch) => patch.Id == id && patch.State == state && patch.Revision == revision;
    }

    /// <summary>The patches of one call.</summary>
    public static IEnumerable<Patch> Read(JsonElement batch)
    {
        foreach (var item in batch.GetProperty("items").EnumerateArray())
        {
            yield return new Patch(
                batch.GetProperty("language").GetString()!, item.GetProperty("tseq").GetInt64(), item.GetProperty("id").GetInt64(), item.GetProperty("revision").GetInt32(),
                item.GetProperty("state").GetString()!, Text(item, "text"), Text(item, "provider"));
        }
    }

    /// <summary>A message's translation; null when it has no such field.</summary>
    public static ShownTranslation? Translation(this JsonElement message) => message.TryGetProperty("translation", out var shown)
        ? new ShownTranslation(shown.GetProperty("language").GetString()!, shown.GetProperty("state").GetString()!, Text(shown, "text"), Text(shown, "provider"))
        : null;

    /// <summary>The translation of the message of an event that was sent to a client.</summary>
    public static ShownTranslation? Replayed(this HubClient client, long seq)
        => client.Events.Single(entry => entry.GetProperty("seq").GetInt64() == seq).GetProperty("message").Translation();

    /// <summary>Where an answer says that translations stand; null when there are none.</summary>
    public static PatchPosition? Standing(this JsonElement answer) => answer.GetProperty("translations") is { ValueKind: JsonValueKind.Object } standing
        ? new PatchPosition(standing.GetProperty("language").GetString()!, standing.GetProperty("tseq").GetInt64())
        : null;

    /// <summary>A page of history as someone reads it in their language, or in another.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadHistoryAsync(this TestUser user, string room, string? language = null)
        => [.. (await user.Http.GetJsonAsync($"/rooms/{room}/messages" + (language is null ? "" : $"?language={language}"))).GetProperty("items").EnumerateArray()];

    /// <summary>The translation of one message as history shows it to someone.</summary>
    public static async Task<ShownTranslation?> ReadTranslationAsync(this TestUser user, string room, long id, string? language = null)
        => (await user.ReadHistoryAsync(room, language)).Single(message => message.GetProperty("id").GetInt64() == id).Translation();

    /// <summary>Sends, and answers the message's id.</summary>
    public static async Task<long> SaysAsync(this HubClient client, string room, string text, string? language = null)
        => (await client.SendAsync(room, text, language: language)).GetProperty("id").GetInt64();

    private static string? Text(JsonElement item, string field) => item.TryGetProperty(field, out var text) ? text.GetString() : null;
}
