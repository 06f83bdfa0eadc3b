using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>What a client was told of translations, in the order in which it came.</summary>
public static class ReceivedPatches
{
    public static IReadOnlyList<ReceivedPatch> Patches(this HubClient client) => client.CallsOf("Translations").SelectMany(ReceivedPatch.Of).ToList();

    /// <summary>The patches of one message.</summary>
    public static IReadOnlyList<ReceivedPatch> PatchesOf(this HubClient client, long id) => client.Patches().Where(patch => patch.Id == id).ToList();

    /// <summary>Waits until a message has this state, and answers the patch that says so.</summary>
    public static async Task<ReceivedPatch> SeesPatchAsync(this HubClient client, long id, string state = "ready")
    {
        await Eventually.TrueAsync(() => client.PatchesOf(id).Any(patch => patch.State == state), $"message {id} was {state}");
        return client.PatchesOf(id).First(patch => patch.State == state);
    }

    /// <summary>Sends a message and answers its id.</summary>
    public static async Task<long> SendForIdAsync(this HubClient client, string room, string text) => (await client.SendAsync(room, text)).GetProperty("id").GetInt64();
}

/// <summary>What became of one translation.</summary>
public sealed record ReceivedPatch(string Language, long Tseq, long Id, int Revision, string State, string? Text, string? Provider)
{
    public static IEnumerable<ReceivedPatch> Of(JsonElement batch) => batch.GetProperty("items").EnumerateArray().Select(item => new ReceivedPatch(
        batch.GetProperty("language").GetString()!, item.GetProperty("tseq").GetInt64(), item.GetProperty("id").GetInt64(), item.GetProperty("revision").GetInt32(),
        item.GetProperty("state").GetString()!, Find(item, "text"), Find(item, "provider")));

    private static string? Find(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
