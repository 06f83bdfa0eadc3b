using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>Times as UTC in ISO 8601 with milliseconds and <c>Z</c>.</summary>
internal sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>A time without a zone would be taken for one of wherever the reader stands.</summary>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetDateTime().Kind == DateTimeKind.Unspecified ? throw new JsonException("A time needs a zone.") : reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
