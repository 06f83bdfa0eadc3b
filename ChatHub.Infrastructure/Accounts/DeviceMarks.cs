using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatHub.Domain.Accounts;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>Marks of known devices: 128 random bits, the time, and HMAC-SHA-256 over both and the person's name. Immutable; safe for any number of callers.</summary>
internal sealed class DeviceMarks(Pepper pepper, TimeProvider time) : IDeviceMarks
{
    private const int RandomBytes = 16;
    private const int HeadBytes = RandomBytes + sizeof(long);
    private const int Bytes = HeadBytes + HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key = pepper.Derive("device marks");

    public string Make(string usernameKey)
    {
        Span<byte> mark = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(mark[..RandomBytes]);
        BinaryPrimitives.WriteInt64BigEndian(mark[RandomBytes..], time.GetUtcNow().ToUnixTimeSeconds());
        Sign(mark[..HeadBytes], usernameKey).CopyTo(mark[HeadBytes..]);
        return Base64Url.EncodeToString(mark);
    }

    public string? Read(string? mark, string usernameKey)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        // One form only: white space and spare bits would make many marks of one, each with an allowance of its own.
        if (mark is null || Base64Url.DecodeFromChars(mark, bytes, out _, out var read) != OperationStatus.Done || read != Bytes || Base64Url.EncodeToString(bytes) != mark)
            return null;
        if (!CryptographicOperations.FixedTimeEquals(Sign(bytes[..HeadBytes], usernameKey), bytes[HeadBytes..]))
            return null;
        var age = time.GetUtcNow().ToUnixTimeSeconds() - BinaryPrimitives.ReadInt64BigEndian(bytes[RandomBytes..]);
        return age < IDeviceMarks.Lifetime.TotalSeconds ? Convert.ToHexStringLower(bytes[..RandomBytes]) : null;
    }

    private byte[] Sign(ReadOnlySpan<byte> head, string usernameKey)
    {
        byte[] signed = [.. head, .. Encoding.UTF8.GetBytes(usernameKey)];
        return HMACSHA256.HashData(_key, signed);
    }
}
