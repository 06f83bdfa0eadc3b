using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatHub.Conformance.Proxy;

/// <summary>The messages of SignalR's JSON protocol, and the records that they travel in.</summary>
internal static class HubFrames
{
    public const byte Separator = 0x1e;

    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    // As the server writes: nothing is escaped that need not be.
    private static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(JsonObject message) => [.. Encoding.UTF8.GetBytes(message.ToJsonString(Written)), Separator];

    /// <returns>Null when it is no JSON object.</returns>
    public static JsonObject? Read(ReadOnlySpan<byte> record)
    {
        try
        {
            return JsonNode.Parse(record.TrimEnd(Separator)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A call of the client.</summary>
    public static JsonObject Push(string method, JsonObject argument)
        => new() { ["type"] = Invocation, ["target"] = method, ["arguments"] = new JsonArray(argument) };

    /// <summary>The end of a connection, as the server says it.</summary>
    public static JsonObject Closing(bool allowsReconnect)
        => allowsReconnect ? new JsonObject { ["type"] = Close, ["allowReconnect"] = true } : new JsonObject { ["type"] = Close };

    /// <summary>A refusal, as the server says it.</summary>
    public static JsonObject Refusal(string? invocation, Fate.Refuse refusal)
    {
        var wait = refusal.RetryAfter is { } after ? string.Create(CultureInfo.InvariantCulture, $" retry after {after.TotalMilliseconds:0} ms") : "";
        return new JsonObject
        {
            ["type"] = Completion,
            ["invocationId"] = invocation,
            ["error"] = $"An unexpected error occurred invoking a method on the server. HubException: {refusal.Code}: The proxy says so.{wait}",
        };
    }
}
