using System.Text.Json;

namespace ChatHub.Tests.Model;

/// <summary>The server names direct rooms at random, the model by their people: one is put in the other's place in all that goes and comes.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, string> _servers = new(StringComparer.Ordinal);

    public void Learn(string model, string server) => _servers[model] = server;

    public string ToServer(string model) => _servers.GetValueOrDefault(model, model);

    public JsonElement ToModel(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Contains("dm-", StringComparison.Ordinal) ? JsonSerializer.Deserialize<JsonElement>(ToModel(text)) : value;
    }

    public string ToModel(string text) => _servers.Aggregate(text, (changed, name) => changed.Replace(name.Value, name.Key, StringComparison.Ordinal));
}
