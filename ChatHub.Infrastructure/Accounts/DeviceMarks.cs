using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatHub.Domain.Accounts;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>Marks of known devices: 128 random bits, and HMAC-SHA-256 over them and the person's name. Immutable; safe for any number of callers.</summary>
internal sealed class DeviceMarks(Pepper pepper) : IDeviceMarks
{
    private const int RandomBytes = 16;
    private const int Bytes = RandomBytes + HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key = pepper.Derive("device marks");

    public string Make(string usernameKey)
    {
        var random = RandomNumberGenerator.GetBytes(RandomBytes);
        return Base64Url.EncodeToString([.. random, .. Sign(random, usernameKey)]);
    }

    public bool IsOf(string? mark, string usernameKey)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return mark is not null
            && Base64Url.DecodeFromChars(mark, bytes, out _, out var read) == OperationStatus.Done && read == Bytes
            && CryptographicOperations.FixedTimeEquals(Sign(bytes[..RandomBytes], usernameKey), bytes[RandomBytes..]);
    }

    private byte[] Sign(ReadOnlySpan<byte> random, string usernameKey)
    {
        byte[] signed = [.. random, .. Encoding.UTF8.GetBytes(usernameKey)];
        return HMACSHA256.HashData(_key, signed);
    }
}
