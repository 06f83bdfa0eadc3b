using System.Text.Json;
using System.Text.Json.Serialization;
using ChatHub.Domain;

namespace ChatHub.Api.Wire;

/// <summary>Reads <see cref="Optional{T}"/>: a field that is there, null or not, is set; one that is absent stays as it is.</summary>
internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;

    private sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // The value's own converter: a serializer called from here would name the place of a fault from here on, without the field.
            var converter = (JsonConverter<T>)options.GetConverter(typeof(T));
            return new(reader.TokenType == JsonTokenType.Null ? default! : converter.Read(ref reader, typeof(T), options)!);
        }

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options)
            => JsonSerializer.Serialize(writer, value.Value, options);
    }
}
