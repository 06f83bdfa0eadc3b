using System.Text.Json.Nodes;

namespace ChatHub.Api.Documents;

/// <summary>JSON Schemas as people read them: a table of fields, and the names of their types.</summary>
internal sealed class PageSchemas(JsonObject components, PageText text)
{
    private const string Start = "#/components/schemas/";

    public static string NameOf(JsonNode reference) => ((string)reference["$ref"]!)[Start.Length..];

    /// <summary>Whether it stands by itself: a record of fields, not words.</summary>
    public bool IsShape(string name) => components[name]!["properties"] is not null;

    /// <summary>The fields of a shape; those that may be absent bear a question mark.</summary>
    public string Table(string name)
    {
        var schema = components[name]!;
        var required = schema["required"]!.AsArray().Select(field => (string)field!).ToHashSet(StringComparer.Ordinal);
        var rows = schema["properties"]!.AsObject().Select(field =>
            $"<tr><th scope=\"row\"><code>{field.Key}{(required.Contains(field.Key) ? "" : "?")}</code></th><td>{Type(field.Value!)}</td><td>{text.Line((string)field.Value!["description"]!)}</td></tr>\n");
        return $"<table>\n<thead><tr><th scope=\"col\">field</th><th scope=\"col\">type</th><th scope=\"col\">meaning</th></tr></thead>\n<tbody>\n{string.Concat(rows)}</tbody>\n</table>\n";
    }

    public static string Link(string name) => $"<a href=\"#{name}\">{name}</a>";

    private static string Type(JsonNode schema)
    {
        if (schema["$ref"] is not null)
            return Link(NameOf(schema));
        if ((schema["allOf"] ?? schema["oneOf"]) is JsonArray parts)
            return string.Join(" or ", parts.Select(part => Type(part!)));
        if (schema["type"] is JsonArray types)
            return string.Join(" or ", types.Select(type => Plain((string)type!, schema)));
        return Plain((string)schema["type"]!, schema);
    }

    private static string Plain(string type, JsonNode schema) => type switch
    {
        "array" => $"{Type(schema["items"]!)}[]",
        "object" => $"{Type(schema["additionalProperties"]!)} by key",
        "string" when (string?)schema["format"] == "date-time" => "time",
        _ => type,
    };
}
