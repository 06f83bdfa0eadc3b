using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatHub.Api.Wire;

/// <summary>
/// How everything looks on the wire: over HTTP, over the hub in JSON, and, by way of <see cref="JsonShapedResolver"/>, in MessagePack.
/// </summary>
internal static class WireJson
{
    /// <summary>For where no framework's options are at hand.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        // A number is a number: "5" for 5 is a caller's mistake that is better seen early.
        options.NumberHandling = JsonNumberHandling.Strict;
        // The answers are JSON and never part of a page, so nothing needs the escapes that only HTML needs.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WireTimeConverter());
        options.Converters.Add(new OptionalConverterFactory());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
