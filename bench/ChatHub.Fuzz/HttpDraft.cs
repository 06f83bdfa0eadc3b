using System.Globalization;
using System.Text;

namespace ChatHub.Fuzz;

/// <summary>A request before it is bytes: whatever stands here is sent as it is.</summary>
internal sealed class HttpDraft
{
    public required string Method { get; set; }

    public required string Target { get; set; }

    public string Version { get; set; } = "HTTP/1.1";

    public List<(string Name, string Value)> Headers { get; } = [("Host", "localhost")];

    public byte[] Body { get; set; } = [];

    /// <summary>The body in the form of chunks, and the like; null for the body as it is, with its length in a header.</summary>
    public byte[]? Framed { get; set; }

    public string LineEnd { get; set; } = "\r\n";

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"{Method} {Target} {Version}{LineEnd}");
        if (Framed is null && Body.Length > 0)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}{LineEnd}");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append(LineEnd);
        return [.. Encoding.UTF8.GetBytes(head.Append(LineEnd).ToString()), .. Framed ?? Body];
    }
}
