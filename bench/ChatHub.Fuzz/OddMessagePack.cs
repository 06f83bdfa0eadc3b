using System.Buffers;
using System.Text;
using System.Text.Json;
using MessagePack;

namespace ChatHub.Fuzz;

/// <summary>JSON as MessagePack, which has several words for the same: now and then another than the usual, or the wrong one.</summary>
internal static class OddMessagePack
{
    private const int MaxDepth = 1000;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaxDepth };

    /// <returns>Null for what is no JSON.</returns>
    public static byte[]? Write(Random random, string json, int oddness)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Deep);
            var buffer = new ArrayBufferWriter<byte>();
            var writer = new MessagePackWriter(buffer);
            Write(ref writer, document.RootElement, random, oddness);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(ref MessagePackWriter writer, JsonElement value, Random random, int oddness)
    {
        if (random.OnceIn(oddness))
        {
            WriteOdd(ref writer, random);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = value.EnumerateObject().ToList();
                writer.WriteMapHeader(random.OnceIn(oddness) ? properties.Count + random.Next(-1, 2) is var count and >= 0 ? count : 0 : properties.Count);
                foreach (var property in properties)
                {
                    WriteText(ref writer, Encoding.UTF8.GetBytes(property.Name), random, oddness);
                    Write(ref writer, property.Value, random, oddness);
                }

                break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(value.GetArrayLength());
                foreach (var item in value.EnumerateArray())
                    Write(ref writer, item, random, oddness);
                break;
            case JsonValueKind.String:
                WriteText(ref writer, BytesOf(value), random, oddness);
                break;
            case JsonValueKind.Number:
                WriteNumber(ref writer, value, random, oddness);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Write(value.ValueKind == JsonValueKind.True);
                break;
            default:
                writer.WriteNil();
                break;
        }
    }

    private static void WriteNumber(ref MessagePackWriter writer, JsonElement value, Random random, int oddness)
    {
        if (value.TryGetInt64(out var number))
        {
            switch (random.OnceIn(oddness) ? random.Next(4) : 4)
            {
                case 0:
                    writer.Write((double)number);
                    break;
                case 1:
                    writer.Write((float)number);
                    break;
                case 2:
                    writer.WriteInt64(number);
                    break;
                case 3:
                    writer.WriteUInt64(unchecked((ulong)number));
                    break;
                default:
                    writer.Write(number);
                    break;
            }
        }
        else if (value.TryGetUInt64(out var large))
        {
            writer.Write(large);
        }
        else
        {
            writer.Write(value.GetDouble());
        }
    }

    private static void WriteText(ref MessagePackWriter writer, byte[] text, Random random, int oddness)
    {
        if (random.OnceIn(oddness))
            writer.Write(text);
        else
            writer.WriteString(text);
    }

    private static void WriteOdd(ref MessagePackWriter writer, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                writer.Write(random.Of([double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -0.0, 9007199254740993d]));
                break;
            case 1:
                writer.Write(DateTime.UnixEpoch.AddSeconds(random.Next()));
                break;
            case 2:
                writer.WriteExtensionFormat(new ExtensionResult((sbyte)random.Next(-128, 128), new ReadOnlySequence<byte>(new byte[random.Next(20)])));
                break;
            case 3:
                writer.WriteRaw([0xDD, 0x7F, 0xFF, 0xFF, 0xFF]);
                break;
            case 4:
                writer.WriteRaw([0xDF, 0x00, 0x01, 0x00, 0x00]);
                break;
            case 5:
                writer.WriteRaw([0xC1]);
                break;
            case 6:
                writer.WriteRaw([0xDB, 0x00, 0x00, 0xFF, 0xFF]);
                break;
            default:
                // A string that is not UTF-8: alone, overlong, too high.
                writer.WriteString(random.Of<byte[]>([[0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xFF]]));
                break;
        }
    }

    private static byte[] BytesOf(JsonElement value)
    {
        try
        {
            return Encoding.UTF8.GetBytes(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // A surrogate alone, which JSON can escape, but UTF-8 cannot write.
            return [0xED, 0xA0, 0x80];
        }
    }
}
