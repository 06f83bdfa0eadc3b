using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using ChatHub.Api.Wire;

namespace ChatHub.Api.Documents;

/// <summary>
/// JSON Schemas of what goes over the wire, as the server's own serializer reads and writes it. Each DTO and each list of words stands once, by its name. Add what clients send before
/// what they get: what goes both ways, a cursor, is as strict as when it is sent.
/// </summary>
internal sealed class WireSchemas(XmlDocs docs)
{
    private const string Null = "null";

    private readonly JsonSerializerOptions _options = ServerJson.Options;
    private readonly Dictionary<string, JsonObject> _components = new(StringComparer.Ordinal);
    private bool _isSent;

    /// <summary>All that were added and what these are made of, by name.</summary>
    public JsonObject Components => new(_components.OrderBy(component => component.Key, StringComparer.Ordinal).Select(component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value.DeepClone())));

    /// <summary>A type's name on the wire: that of its DTO without the ending.</summary>
    public static string NameOf(Type type) => type.Name.EndsWith("Dto", StringComparison.Ordinal) ? type.Name[..^3] : type.Name;

    /// <summary>Adds what clients send.</summary>
    /// <returns>A reference to it.</returns>
    public JsonObject Sent(Type type)
    {
        _isSent = true;
        return ReferTo(type);
    }

    /// <summary>Adds what clients get.</summary>
    /// <returns>A reference to it.</returns>
    public JsonObject Got(Type type)
    {
        _isSent = false;
        return ReferTo(type);
    }

    public JsonObject ReferTo(WordList words)
    {
        var values = new JsonArray([.. words.Words.Select(word => (JsonNode)word)]);
        _components[words.Name] = words.IsOpen
            ? new() { ["description"] = words.Summary, ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = values }, new JsonObject { ["type"] = "string" }) }
            : new() { ["description"] = words.Summary, ["type"] = "string", ["enum"] = values };
        return Reference(words.Name);
    }

    /// <summary>The words of a schema that <see cref="ReferTo(WordList)"/> made, whether more may come or not.</summary>
    public static IEnumerable<string> WordsOf(JsonNode schema) => (schema["enum"] ?? schema["anyOf"]![0]!["enum"])!.AsArray().Select(word => (string)word!);

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private JsonObject ReferTo(Type type)
    {
        var name = NameOf(type);
        if (_components.TryAdd(name, []))
            _components[name] = Whole(_options.GetTypeInfo(type));
        return Reference(name);
    }

    private JsonObject Whole(JsonTypeInfo type) => new()
    {
        ["description"] = docs.Of(type.Type),
        ["type"] = "object",
        ["properties"] = new JsonObject(type.Properties.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)OfField(field)))),
        ["required"] = new JsonArray([.. type.Properties.Where(field => !WireField.IsOptional(field)).Select(field => (JsonNode)field.Name)]),
    };

    private JsonObject OfType(Type type)
    {
        if (WireField.IsOptionalType(type))
            return OfType(type.GenericTypeArguments[0]);
        var info = _options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => ReferTo(info.Type),
            JsonTypeInfoKind.Enumerable => new() { ["type"] = "array", ["items"] = OfType(info.ElementType!) },
            JsonTypeInfoKind.Dictionary => new() { ["type"] = "object", ["additionalProperties"] = OfType(info.ElementType!) },
            // A converter of our own, of which the exporter knows nothing.
            _ when info.Type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
            _ => OfValue(info),
        };
    }

    private static JsonObject OfValue(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode().AsObject();
        if (schema["type"] is JsonArray types)
            schema["type"] = types.Select(word => (string)word!).First(word => word != Null);
        return schema;
    }

    private JsonObject OfField(JsonPropertyInfo field)
    {
        var property = WireField.PropertyOf(field);
        var isNullable = WireField.IsNullable(field, _isSent);
        var schema = WordLists.Of(property) is { } words ? ReferTo(words) : OfType(field.PropertyType);
        var described = new JsonObject { ["description"] = docs.Of(property) };
        // What stands beside a reference counts for nothing in the drafts that AsyncAPI builds on.
        if (!schema.ContainsKey("$ref"))
        {
            if (isNullable)
                schema["type"] = new JsonArray(schema["type"]!.DeepClone(), Null);
            foreach (var (key, value) in schema)
                described[key] = value?.DeepClone();
        }
        else if (isNullable)
        {
            described["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = Null });
        }
        else
        {
            described["allOf"] = new JsonArray(schema);
        }

        return described;
    }
}
