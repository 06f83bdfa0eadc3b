using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatHub.Domain.Accounts;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// Refresh tokens: the session's id and the generation, and HMAC-SHA-256 over both under a key of the server's: 256 bits that nobody can guess, and
/// that every node can make again. Immutable; safe for any number of callers.
/// </summary>
internal sealed class RefreshTokens(Pepper pepper) : IRefreshTokens
{
    private const int IdBytes = 16;
    private const int HeadBytes = IdBytes + sizeof(int);
    private const int Bytes = HeadBytes + HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key = pepper.Derive("refresh tokens");

    public RefreshToken Make(string sessionId, int generation)
    {
        Span<byte> token = stackalloc byte[Bytes];
        Base64Url.DecodeFromChars(sessionId, token);
        BinaryPrimitives.WriteInt32BigEndian(token[IdBytes..], generation);
        HMACSHA256.HashData(_key, token[..HeadBytes], token[HeadBytes..]);
        return Describe(sessionId, generation, Base64Url.EncodeToString(token));
    }

    public RefreshToken? Read(string? value)
    {
        Span<byte> token = stackalloc byte[Bytes];
        // One form only: the last letter has bits to spare, by which a token could be written in another way.
        if (value is null || Base64Url.DecodeFromChars(value, token, out _, out var read) != OperationStatus.Done || read != Bytes || Base64Url.EncodeToString(token) != value)
            return null;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, token[..HeadBytes], expected);
        var generation = BinaryPrimitives.ReadInt32BigEndian(token[IdBytes..]);
        return CryptographicOperations.FixedTimeEquals(expected, token[HeadBytes..])
            ? Describe(Base64Url.EncodeToString(token[..IdBytes]), generation, value)
            : null;
    }

    private static RefreshToken Describe(string sessionId, int generation, string value)
        => new(sessionId, generation, value, SHA256.HashData(Encoding.ASCII.GetBytes(value)));
}
