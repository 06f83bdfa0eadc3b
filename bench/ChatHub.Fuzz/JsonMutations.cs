using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatHub.Fuzz;

/// <summary>
/// Changes JSON where it has meaning: odd values, other types, keys that are missing, twice there, or another's. What JSON has no word for stands in the tree under a
/// mark, and is put in its place once the tree is text.
/// </summary>
internal sealed class JsonMutations(Random random)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Names =
    [
        "room", "text", "id", "seq", "after", "epoch", "backlog", "translations", "language", "tseq", "emoji", "typing", "replyTo", "clientMessageId", "username", "password", "role", "until", "reason", "items", "term",
        "type", "target", "arguments", "invocationId", "headers", "streamIds", "error", "result", "item", "allowReconnect", "sequenceId", "", "__proto__", "$type", "$ref", "Room", "TEXT", "\0",
    ];

    private readonly List<string> _raw = [];

    /// <summary>One to three changes; the answer need not be JSON any more.</summary>
    public string Mutate(JsonNode tree) => Mutate(tree, root => root);

    /// <summary>The same, in a part of the tree alone.</summary>
    public string Mutate(JsonNode tree, Func<JsonNode, JsonNode?> part)
    {
        var box = new JsonObject { ["root"] = tree.DeepClone() };
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var places = Places(box["root"] is { } root && part(root) is { } within && within != root ? within : box).ToList();
            if (places.Count > 0)
                Change(random.Of(places));
        }

        return Write(box["root"]);
    }

    private void Change((JsonNode Parent, string Key, int Index) place)
    {
        var value = place.Parent is JsonObject map ? map[place.Key] : place.Parent[place.Index];
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                Put(place, Raw(random.Of(OddNumbers.All)));
                break;
            case 3 or 4 or 5:
                Put(place, Raw(JsonText.Quote(random.Of(OddTexts.All))));
                break;
            case 6:
                Put(place, OtherType(value));
                break;
            case 7 when place.Parent is JsonObject parent && place.Key != "root":
                parent.Remove(place.Key);
                break;
            case 8 when place.Parent is JsonObject parent && place.Key != "root":
                // Twice there: the text of the value ends with the same key and another value.
                Put(place, Raw($"{Write(value)},{JsonText.Quote(place.Key)}:{random.Of(OddNumbers.All)}"));
                break;
            case 9 when place.Parent is JsonObject parent && place.Key != "root":
                parent.Remove(place.Key);
                parent[random.Of(Names)] = value?.DeepClone();
                break;
            case 10:
                Put(place, Nested());
                break;
            default:
                Add(value, place);
                break;
        }
    }

    private void Add(JsonNode? value, (JsonNode Parent, string Key, int Index) place)
    {
        if (value is JsonObject map)
            map[random.Of(Names)] = Raw(JsonText.Quote(random.Of(OddTexts.All)));
        else if (value is JsonArray list)
            list.Add(list.Count > 0 ? list[0]?.DeepClone() : Raw(random.Of(OddNumbers.All)));
        else
            Put(place, new JsonArray(value?.DeepClone(), value?.DeepClone()));
    }

    private JsonNode? OtherType(JsonNode? value) => random.Next(8) switch
    {
        0 => null,
        1 => true,
        2 => false,
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => new JsonArray(value?.DeepClone()),
        6 => new JsonObject { [random.Of(Names)] = value?.DeepClone() },
        _ => Write(value),
    };

    private JsonValue Nested()
    {
        var depth = random.Of([2, 31, 32, 33, 63, 64, 65, 200, 500, 501, 5000, 30_000]);
        return random.OnceIn(2)
            ? Raw(new string('[', depth) + new string(']', depth))
            : Raw(string.Concat(Enumerable.Repeat("{\"a\":", depth / 5)) + "1" + new string('}', depth / 5));
    }

    private static void Put((JsonNode Parent, string Key, int Index) place, JsonNode? value)
    {
        if (place.Parent is JsonObject map)
            map[place.Key] = value;
        else
            place.Parent[place.Index] = value;
    }

    private JsonValue Raw(string text)
    {
        _raw.Add(text);
        return JsonValue.Create($"~raw{(_raw.Count - 1).ToString(CultureInfo.InvariantCulture)}~");
    }

    private string Write(JsonNode? tree)
    {
        var text = tree is null ? "null" : tree.ToJsonString(Plain);
        for (var index = _raw.Count - 1; index >= 0; index--)
            text = text.Replace($"\"~raw{index.ToString(CultureInfo.InvariantCulture)}~\"", _raw[index], StringComparison.Ordinal);
        return text;
    }

    private static IEnumerable<(JsonNode Parent, string Key, int Index)> Places(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(item => Places(item.Value).Prepend((map, item.Key, 0))),
        JsonArray list => list.SelectMany((item, index) => Places(item).Prepend((list, "", index))),
        _ => [],
    };
}
