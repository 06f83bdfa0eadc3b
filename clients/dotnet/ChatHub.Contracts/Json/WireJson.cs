using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>How everything looks on the wire, over HTTP and over the hub.</summary>
public static class WireJson
{
    /// <summary>Makes options read and write as the contract asks. Call it before their first use.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        // A number is a number: "5" for 5 is a caller's mistake that is better seen early.
        options.NumberHandling = JsonNumberHandling.Strict;
        // The texts are JSON and never part of a page, so nothing needs the escapes that only HTML needs.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WireTimeConverter());
        // One for each type that the contract has: making them from any type would need code that trimming takes away.
        options.Converters.Add(new OptionalConverter<string?>());
        options.Converters.Add(new OptionalConverter<int?>());
    }
}
