using System.Buffers;
using System.Text;
using ChatHub.Tests.Support;
using MessagePack;

namespace ChatHub.Tests.Errors;

/// <summary>Bytes that no client library sends: what is refused with the connection still usable, and what closes it.</summary>
public sealed class BadFrameTests(BadInputWorld world) : IClassFixture<BadInputWorld>
{
    private const int Limit = 64 * 1024;

    private static readonly Dictionary<string, byte[]> Refused = new(StringComparer.Ordinal)
    {
        ["JSON: an escaped surrogate alone in the text"] = Json(Call("""{"room":"open","text":"\ud800"}""")),
        ["JSON: surrogates in the wrong order"] = Json(Call("""{"room":"open","text":"\udc00\ud800"}""")),
        ["JSON: an escaped surrogate alone in the room"] = Json(Call("""{"room":"\udfff","text":"x"}""")),
        ["JSON: an escaped surrogate alone in a name"] = Json(Call("""{"room":"open","text":"x","\ud800":1}""")),
        ["JSON: a number beyond everything"] = Json(Call("""{"room":"open","text":"x","replyTo":1e999}""")),
        ["MessagePack: bytes for a text"] = Pack((ref MessagePackWriter writer) => Text(ref writer, [0xC4, 1, (byte)'x'])),
        ["MessagePack: an extension for a text"] = Pack((ref MessagePackWriter writer) => Text(ref writer, [0xD4, 5, 0])),
        ["MessagePack: a time for a text"] = Pack((ref MessagePackWriter writer) => Text(ref writer, [0xD6, 0xFF, 0, 0, 0, 0])),
        ["MessagePack: no number for a reply"] = Pack((ref MessagePackWriter writer) => Reply(ref writer, double.NaN)),
        ["MessagePack: infinity for a reply"] = Pack((ref MessagePackWriter writer) => Reply(ref writer, double.PositiveInfinity)),
        ["MessagePack: a number for a name"] = Pack((ref MessagePackWriter writer) => Raw(ref writer, [0x81, 5, 0xA1, (byte)'x'])),
        ["MessagePack: nil for a name"] = Pack((ref MessagePackWriter writer) => Raw(ref writer, [0x81, 0xC0, 0xA1, (byte)'x'])),
        ["MessagePack: nesting without end"] = Pack((ref MessagePackWriter writer) => Raw(ref writer, [.. Enumerable.Repeat((byte)0x91, 10_000), 0xC0])),
    };

    private static readonly Dictionary<string, byte[]> Closing = new(StringComparer.Ordinal)
    {
        ["JSON: over 64 KiB"] = Json(Call($$"""{"room":"open","text":"{{new string('x', Limit)}}"}""")),
        ["JSON: over 64 KiB without an end"] = Encoding.UTF8.GetBytes(new string(' ', Limit + 1)),
        ["JSON: no JSON"] = Json("hello"),
        ["JSON: a call cut short"] = Json("""{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{"room":"open","""),
        ["JSON: a list"] = Json("[1,\"1\",\"SendMessage\"]"),
        ["JSON: a call without a method"] = Json("""{"type":1,"invocationId":"1","arguments":[{}]}"""),
        ["JSON: an escaped surrogate alone as the method"] = Json("""{"type":1,"invocationId":"1","target":"\ud800","arguments":[{}]}"""),
        ["JSON: a type that is a text"] = Json("""{"type":"1"}"""),
        ["MessagePack: over 64 KiB"] = Pack((ref MessagePackWriter writer) => Text(ref writer, MessagePackSerializer.Serialize(new string('x', Limit)))),
        ["MessagePack: a length that goes on for ever"] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ["MessagePack: a call cut short"] = [3, 0x96, 1, 0x80],
        ["MessagePack: no list"] = [1, 0xC1],
        ["MessagePack: a list longer than its frame"] = [5, 0xDD, 0x7F, 0xFF, 0xFF, 0xFF],
    };

    private static readonly Dictionary<string, byte[]> Unknown = new(StringComparer.Ordinal)
    {
        ["JSON: a type that does not exist"] = Json("""{"type":99,"target":"SendMessage"}"""),
        ["JSON: two of them"] = Json("""{"type":10}""" + "\x1e" + """{"type":0}"""),
        ["MessagePack: a type that does not exist"] = [2, 0x91, 99],
        ["MessagePack: two of them"] = [2, 0x91, 10, 3, 0x92, 0, 0xC0],
    };

    private delegate void WriteArgument(ref MessagePackWriter writer);

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    public static TheoryData<string> UnknownNames => [.. Unknown.Keys];

    public static TheoryData<string> ClosingNames => [.. Closing.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task AnArgumentThatCannotBeReadIsRefusedAndLeavesTheConnectionUsable(string name)
    {
        var before = StoredRows.Read(world.Server);
        await using var hub = await RawHub.ConnectAsync(world.Server, world.Owner, ProtocolOf(name));

        await hub.SendAsync(Refused[name]);
        var refusal = await hub.ReadAnswerAsync();

        refusal.Should().NotBeNull("the connection stays");
        refusal!.Error.Should().NotBeNullOrEmpty().And.NotMatchRegex("(?:^|HubException: )[a-z_]+: ").And.NotMatchRegex(@"System\.|ChatHub\.|Request");
        await hub.CallAsync("SetLanguage", new Dictionary<string, object>(StringComparer.Ordinal) { ["language"] = "es" });
        (await hub.ReadAnswerAsync())!.Error.Should().BeNull("the connection is still usable");
        StoredRows.Read(world.Server).Should().Equal(before);
    }

    [Theory]
    [MemberData(nameof(UnknownNames))]
    public async Task AFrameOfAnUnknownTypeIsSkippedWhateverComesWithIt(string name)
    {
        await using var hub = await RawHub.ConnectAsync(world.Server, world.Owner, ProtocolOf(name));
        var call = hub.Encode("SetLanguage", new Dictionary<string, object>(StringComparer.Ordinal) { ["language"] = "es" });

        foreach (var frames in (byte[][])[[.. Unknown[name], .. call], Unknown[name], call])
            await hub.SendAsync(frames);

        for (var answers = 0; answers < 2; answers++)
            (await hub.ReadAnswerAsync())!.Error.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(ClosingNames))]
    public async Task AFrameThatIsTooLargeOrCannotBeParsedClosesTheConnection(string name)
    {
        var before = StoredRows.Read(world.Server);
        await using var hub = await RawHub.ConnectAsync(world.Server, world.Owner, ProtocolOf(name));

        await hub.SendAsync(Closing[name]);

        (await hub.ReadAnswerAsync()).Should().BeNull("the connection closes without an answer");
        StoredRows.Read(world.Server).Should().Equal(before);
    }

    private static WireProtocol ProtocolOf(string name) => name.StartsWith("JSON", StringComparison.Ordinal) ? WireProtocol.Json : WireProtocol.MessagePack;

    private static string Call(string argument) => $$"""{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{{argument}}]}""";

    private static byte[] Json(string message) => Encoding.UTF8.GetBytes(message + "\x1e");

    private static void Raw(ref MessagePackWriter writer, byte[] argument) => writer.WriteRaw(argument);

    private static void Text(ref MessagePackWriter writer, byte[] text)
    {
        writer.WriteMapHeader(2);
        writer.Write("room");
        writer.Write("open");
        writer.Write("text");
        writer.WriteRaw(text);
    }

    private static void Reply(ref MessagePackWriter writer, double id)
    {
        writer.WriteMapHeader(3);
        foreach (var text in new[] { "room", "open", "text", "x", "replyTo" })
            writer.Write(text);
        writer.Write(id);
    }

    /// <summary>A call of <c>SendMessage</c>, framed by its length.</summary>
    private static byte[] Pack(WriteArgument argument)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(6);
        writer.Write(1);
        writer.WriteMapHeader(0);
        writer.Write("1");
        writer.Write("SendMessage");
        writer.WriteArrayHeader(1);
        argument(ref writer);
        writer.WriteArrayHeader(0);
        writer.Flush();
        return [.. Length(buffer.WrittenCount), .. buffer.WrittenSpan];
    }

    private static IEnumerable<byte> Length(int length)
    {
        for (; length >= 0x80; length >>= 7)
            yield return (byte)(length | 0x80);
        yield return (byte)length;
    }
}
