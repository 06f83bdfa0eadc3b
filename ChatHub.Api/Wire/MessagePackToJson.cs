using System.Text.Json;
using MessagePack;

namespace ChatHub.Api.Wire;

/// <summary>The same value, from MessagePack to JSON. What JSON has no word for (extensions, binary) is refused.</summary>
internal static class MessagePackToJson
{
    public static void Write(Utf8JsonWriter writer, ref MessagePackReader reader, MessagePackSecurity security)
    {
        security.DepthStep(ref reader);
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Map:
                WriteMap(writer, ref reader, security);
                break;
            case MessagePackType.Array:
                WriteArray(writer, ref reader, security);
                break;
            case MessagePackType.String:
                writer.WriteStringValue(reader.ReadString());
                break;
            case MessagePackType.Integer when reader.NextCode == MessagePackCode.UInt64:
                writer.WriteNumberValue(reader.ReadUInt64());
                break;
            case MessagePackType.Integer:
                writer.WriteNumberValue(reader.ReadInt64());
                break;
            case MessagePackType.Float:
                WriteFloat(writer, reader.ReadDouble());
                break;
            case MessagePackType.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackType.Nil:
                reader.ReadNil();
                writer.WriteNullValue();
                break;
            default:
                throw new MessagePackSerializationException("Only maps, arrays, strings, numbers, booleans and nil are understood here.");
        }

        reader.Depth--;
    }

    private static void WriteMap(Utf8JsonWriter writer, ref MessagePackReader reader, MessagePackSecurity security)
    {
        writer.WriteStartObject();
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            writer.WritePropertyName(reader.ReadString() ?? throw new MessagePackSerializationException("A key must be a string."));
            Write(writer, ref reader, security);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, ref MessagePackReader reader, MessagePackSecurity security)
    {
        writer.WriteStartArray();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
            Write(writer, ref reader, security);
        writer.WriteEndArray();
    }

    // JavaScript's encoders write whole numbers beyond 32 bits as floats.
    private static void WriteFloat(Utf8JsonWriter writer, double number)
    {
        if (double.IsInteger(number) && Math.Abs(number) <= 1L << 53)
            writer.WriteNumberValue((long)number);
        else
            writer.WriteNumberValue(number);
    }
}
