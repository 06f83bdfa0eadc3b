using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ChatHub.Domain.Limits;

/// <summary>
/// What counts as one address: an IPv4 address, or the /64 of an IPv6 one, which is what a single subscriber gets (RFC 6177, RFC 7421) and could else
/// change as often as it likes.
/// </summary>
public readonly record struct ClientAddress
{
    private readonly ulong _prefix;
    private readonly bool _isV6;

    private ClientAddress(ulong prefix, bool isV6) => (_prefix, _isV6) = (prefix, isV6);

    /// <summary>The same as text; one text for all that have no address.</summary>
    public static string KeyOf(string? address)
        => IPAddress.TryParse(address, out var ip) && Of(ip) is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known._prefix:x}{(known._isV6 ? "/64" : "")}") : "none";

    /// <returns>Null for what has no address, such as a Unix socket.</returns>
    public static ClientAddress? Of(IPAddress? address)
    {
        if (address is null)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? new ClientAddress(BinaryPrimitives.ReadUInt64BigEndian(bytes), isV6: true)
            : new ClientAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes), isV6: false);
    }
}
