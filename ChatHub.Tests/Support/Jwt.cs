using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatHub.Tests.Support;

/// <summary>An access token taken apart, to be changed and signed again: made by hand, so that no library keeps a test from a bad token.</summary>
public sealed class Jwt
{
    private Jwt(JsonObject header, JsonObject payload) => (Header, Payload) = (header, payload);

    public JsonObject Header { get; }

    public JsonObject Payload { get; }

    public static Jwt Parse(string token)
    {
        var parts = token.Split('.');
        return new Jwt(Read(parts[0]), Read(parts[1]));
    }

    /// <summary>The key with which a server signs.</summary>
    public static ECDsa KeyOf(ChatServer server)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Directory.GetFiles(Path.Combine(server.DataDirectory, "keys"), "signing*.pem").Single()));
        return key;
    }

    /// <summary>Signs as ES256 does, whatever the header says.</summary>
    public string Sign(ECDsa key) => Sign(text => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public string Sign(Func<byte[], byte[]> sign)
    {
        var text = $"{Write(Header)}.{Write(Payload)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Write(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
