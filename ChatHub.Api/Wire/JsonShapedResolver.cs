using System.Buffers;
using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;

namespace ChatHub.Api.Wire;

/// <summary>
/// Writes and reads MessagePack by way of JSON, so that both protocols have one definition of every shape: the same keys, words and times,
/// and the same fields left out. SignalR's default would send PascalCase keys and times as arrays, and bind camelCase arguments to null.
/// It costs a second pass per message and protocol, not per reader.
/// </summary>
internal sealed class JsonShapedResolver(JsonSerializerOptions json) : IFormatterResolver
{
    public IMessagePackFormatter<T> GetFormatter<T>() => new Formatter<T>(json);

    private sealed class Formatter<T>(JsonSerializerOptions json) : IMessagePackFormatter<T>
    {
        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
            => JsonToMessagePack.Write(ref writer, JsonSerializer.SerializeToElement(value, json));

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
                MessagePackToJson.Write(writer, ref reader, options.Security);
            return JsonSerializer.Deserialize<T>(buffer.WrittenSpan, json)!;
        }
    }
}
