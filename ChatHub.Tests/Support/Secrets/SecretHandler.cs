using System.Text.Json;

namespace ChatHub.Tests.Support.Secrets;

/// <summary>Takes note of the secrets that a test's client sends and gets over HTTP.</summary>
internal sealed class SecretHandler(HttpMessageHandler? inner = null) : DelegatingHandler(inner ?? new SocketsHttpHandler())
{
    private const int MostBytes = 64 * 1024;

    private static readonly string[] Answering = ["/login", "/refresh", "/sessions"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content && content.Headers.ContentType?.MediaType == "application/json")
            TakeNote(await content.ReadAsByteArrayAsync(cancellationToken));
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode && Answering.Contains(request.RequestUri!.AbsolutePath, StringComparer.Ordinal))
            TakeNote(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return answer;
    }

    private static void TakeNote(byte[] body)
    {
        if (body.Length is 0 or > MostBytes)
            return;
        try
        {
            using var json = JsonDocument.Parse(body);
            NotedSecrets.Of(json.RootElement);
        }
        catch (JsonException)
        {
            // Broken on purpose.
        }
    }
}

/// <summary>What of a body or of the argument of a hub method is a secret.</summary>
internal static class NotedSecrets
{
    public static void Of(JsonElement map)
    {
        if (map.ValueKind != JsonValueKind.Object)
            return;
        foreach (var field in map.EnumerateObject())
        {
            if (KindOf(field.Name) is { } kind && field.Value.ValueKind == JsonValueKind.String && TextOf(field.Value) is { } secret)
                KnownSecrets.Add(kind, secret);
        }
    }

    private static SecretKind? KindOf(string field) => field switch
    {
        "password" or "currentPassword" or "newPassword" => SecretKind.Password,
        "refreshToken" => SecretKind.OpaqueToken,
        "text" => SecretKind.MessageText,
        _ => null,
    };

    /// <returns>Null for what is no Unicode.</returns>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
