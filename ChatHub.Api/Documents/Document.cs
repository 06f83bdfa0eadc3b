using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ChatHub.Api.Documents;

/// <summary>A document that the server makes of itself, once, when it is first asked for. Safe for any number of callers.</summary>
internal sealed class Document(string contentType, Func<byte[]> make)
{
    private readonly Lazy<(byte[] Content, EntityTagHeaderValue Tag)> _made = new(() =>
    {
        var content = make();
        return (content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\""));
    });

    public byte[] Content => _made.Value.Content;

    /// <summary>The document, or 304 to whoever has it. It may be kept, and must be asked for again: a newer server has another.</summary>
    public IResult Answer(HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        return Results.Bytes(_made.Value.Content, contentType, entityTag: _made.Value.Tag);
    }
}
