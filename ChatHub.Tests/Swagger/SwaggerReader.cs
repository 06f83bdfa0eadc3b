using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Swagger;

/// <summary>The document, as a server hands it out.</summary>
internal static class SwaggerReader
{
    public static async Task<JsonElement> DocumentAsync(ChatServer server)
    {
        using var http = server.NewHttp();
        return await http.GetFromJsonAsync<JsonElement>(new Uri("/swagger/v1/swagger.json", UriKind.Relative));
    }

    public static async Task<List<(string Method, string Path, JsonElement Operation)>> OperationsAsync(ChatServer server)
        => (await DocumentAsync(server)).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name.ToUpperInvariant(), path.Name, operation.Value))).ToList();
}
