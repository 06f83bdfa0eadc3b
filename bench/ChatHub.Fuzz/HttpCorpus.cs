using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatHub.Fuzz;

/// <summary>An operation as it is documented.</summary>
/// <param name="Method">GET and so on.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Parameters">Name, <c>path</c> or <c>query</c>, and type.</param>
/// <param name="Body">The schema of the body; null for none.</param>
public sealed record HttpOperation(string Method, string Path, IReadOnlyList<(string Name, string In, string Type)> Parameters, JsonElement? Body)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>All operations of a server's Swagger document, so that a new one is among them by itself, and the doors that no document lists.</summary>
public sealed class HttpCorpus
{
    // What has no controller: the hub's own, health, pages.
    private static readonly (string Method, string Path)[] Doors =
    [
        ("POST", "/hubs/chat/negotiate?negotiateVersion=1"), ("GET", "/hubs/chat"), ("POST", "/hubs/chat?id=x"), ("DELETE", "/hubs/chat?id=x"), ("OPTIONS", "/hubs/chat/negotiate"),
        ("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/metrics"), ("GET", "/swagger/index.html"), ("GET", "/swagger/v1/swagger.json"), ("GET", "/asyncapi/v1.json"), ("GET", "/docs/hub"), ("GET", "/welcome.css"), ("GET", "/nowhere"),
    ];

    private readonly JsonElement _schemas;

    public HttpCorpus(JsonElement swagger)
    {
        _schemas = swagger.GetProperty("components").GetProperty("schemas");
        Documented = [.. swagger.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => Read(path.Name, operation)))];
        Operations = [.. Documented, .. Doors.Select(door => new HttpOperation(door.Method, door.Path, [], null))];
    }

    /// <summary>That of a server.</summary>
    public static async Task<HttpCorpus> ReadAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        return new HttpCorpus(await http.GetFromJsonAsync<JsonElement>("/swagger/v1/swagger.json"));
    }

    public IReadOnlyList<HttpOperation> Documented { get; }

    public IReadOnlyList<HttpOperation> Operations { get; }

    /// <summary>A good body for an operation; null for none.</summary>
    public JsonNode? NewBody(HttpOperation operation, Random random)
    {
        if (operation.Body is not { } schema)
            return null;
        var isNew = operation.Method == "POST" && operation.Path is "/signup" or "/rooms";
        return Fill("", Resolve(schema), random, isNew);
    }

    private static HttpOperation Read(string path, JsonProperty operation)
    {
        var parameters = operation.Value.TryGetProperty("parameters", out var listed) ? listed.EnumerateArray().Select(ReadParameter).ToList() : [];
        JsonElement? body = operation.Value.TryGetProperty("requestBody", out var request) && request.TryGetProperty("content", out var content)
            ? content.GetProperty("application/json").GetProperty("schema")
            : null;
        return new HttpOperation(operation.Name.ToUpperInvariant(), path, parameters, body);
    }

    private static (string Name, string In, string Type) ReadParameter(JsonElement parameter)
        => (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!, TypeOf(parameter.GetProperty("schema")));

    private static string TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "object";

    // A reference with a description of its own stands in an allOf.
    private JsonElement Resolve(JsonElement schema)
        => schema.TryGetProperty("allOf", out var parts) ? Resolve(parts[0])
        : schema.TryGetProperty("$ref", out var reference) ? _schemas.GetProperty(reference.GetString()!.Split('/')[^1]) : schema;

    private JsonNode? Fill(string name, JsonElement schema, Random random, bool isNew)
    {
        if (schema.TryGetProperty("properties", out var properties))
        {
            var map = new JsonObject();
            foreach (var property in properties.EnumerateObject().Where(property => !IsOptional(property.Name) || random.OnceIn(2)))
                map[property.Name] = Fill(property.Name, Resolve(property.Value), random, isNew);
            return map;
        }

        if (TypeOf(schema) == "array" && schema.TryGetProperty("items", out var items))
            return new JsonArray(Fill(name, Resolve(items), random, isNew));
        return isNew ? Samples.OfNew(name, TypeOf(schema), random) : Samples.Of(name, TypeOf(schema), random);
    }

    private static bool IsOptional(string name) => name is not ("room" or "username" or "password" or "text" or "seq" or "term" or "items" or "refreshToken" or "currentPassword" or "newPassword" or "accessToken");
}
