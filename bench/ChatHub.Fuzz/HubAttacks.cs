using System.Text;
using System.Text.Json.Nodes;

namespace ChatHub.Fuzz;

/// <summary>Makes the attack of a number from good frames of one protocol.</summary>
public sealed class HubAttacks(HubCorpus corpus, bool isMessagePack)
{
    private const int Call = 1;

    private static readonly string[] Handshakes =
    [
        """{"protocol":"json","version":1}""", """{"protocol":"messagepack","version":1}""", """{"protocol":"json","version":2}""", """{"protocol":"xml","version":1}""", """{"version":1}""", "{}", "[]", "",
    ];

    public string Name => isMessagePack ? "messagepack" : "json";

    public HubAttack Make(Random random)
    {
        if (random.OnceIn(40))
            return Cut(random, ByteMutations.Mutate(random, Encoding.UTF8.GetBytes(random.Of(Handshakes) + "\x1e"), Frame(random, isOdd: false)), isHandshake: true);
        var bytes = Frame(random, isOdd: true);
        if (random.OnceIn(4))
            bytes = ByteMutations.Mutate(random, bytes, Frame(random, isOdd: false));
        // Several in one: a good one before or after, or the same again.
        bytes = random.Next(8) switch
        {
            0 => [.. Frame(random, isOdd: false), .. bytes],
            1 => [.. bytes, .. Frame(random, isOdd: false)],
            2 => [.. bytes, .. bytes],
            _ => bytes,
        };
        return Cut(random, bytes, isHandshake: false);
    }

    /// <summary>A good call of a method, as a client would send it.</summary>
    public HubAttack MakeGood(string method, Random random) => new(Encode(random, Envelope(random, Call, method), isOdd: false), [], IsHandshake: false);

    private static HubAttack Cut(Random random, byte[] bytes, bool isHandshake)
    {
        var cuts = random.OnceIn(4) ? Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(bytes.Length + 1)).Order() : Enumerable.Empty<int>();
        return new HubAttack(bytes, [.. cuts], isHandshake);
    }

    private byte[] Frame(Random random, bool isOdd)
    {
        // Most are calls; the rest is all else that SignalR's protocol knows, and a type that it does not.
        var type = random.OnceIn(6) ? 1 + random.Next(10) : Call;
        return Encode(random, Envelope(random, type, random.Of(corpus.Methods)), isOdd);
    }

    private JsonNode Envelope(Random random, int type, string method)
    {
        var id = random.OnceIn(8) ? null : $"{random.Next(1000)}";
        var argument = corpus.NewArgument(method, random);
        if (isMessagePack)
        {
            return type switch
            {
                1 or 4 => new JsonArray(type, new JsonObject(), id, method, new JsonArray(argument), new JsonArray()),
                2 => new JsonArray(type, new JsonObject(), id, argument),
                3 => new JsonArray(type, new JsonObject(), id, 3, argument),
                5 => new JsonArray(type, new JsonObject(), id),
                7 => new JsonArray(type, null, true),
                8 or 9 => new JsonArray(type, 1),
                _ => new JsonArray(type),
            };
        }

        var map = new JsonObject { ["type"] = type };
        if (type is 1 or 4)
            (map["target"], map["arguments"]) = (method, new JsonArray(argument));
        if (type is 2)
            map["item"] = argument;
        if (type is 3)
            map["result"] = argument;
        if (type is 8 or 9)
            map["sequenceId"] = 1;
        if (type < 6 && id is not null)
            map["invocationId"] = id;
        return map;
    }

    private static JsonNode? ArgumentsOf(JsonNode envelope) => envelope switch
    {
        JsonArray { Count: > 4 } list => list[4],
        JsonObject map => map["arguments"],
        _ => null,
    };

    private byte[] Encode(Random random, JsonNode envelope, bool isOdd)
    {
        // Mostly the arguments alone, so that it gets as far as the method: what is broken before that closes the connection.
        var text = !isOdd ? envelope.ToJsonString()
            : random.OnceIn(3) ? new JsonMutations(random).Mutate(envelope)
            : new JsonMutations(random).Mutate(envelope, ArgumentsOf);
        if (!isMessagePack)
            return Encoding.UTF8.GetBytes(text + "\x1e");
        const int seldom = 20;
        var body = OddMessagePack.Write(random, text, isOdd ? seldom : int.MaxValue) ?? OddMessagePack.Write(random, envelope.ToJsonString(), seldom)!;
        var length = isOdd && random.OnceIn(10) ? random.Of([0, 1, body.Length - 1, body.Length + 1, body.Length * 2, 65535, 65536, 65537, int.MaxValue]) : body.Length;
        return [.. LengthPrefix.Of(length), .. body];
    }
}
