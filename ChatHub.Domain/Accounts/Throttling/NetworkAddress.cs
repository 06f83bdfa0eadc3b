using System.Net;
using System.Net.Sockets;

namespace ChatHub.Domain.Accounts.Throttling;

/// <summary>What counts as one address: of IPv6 the first 64 bits, because whoever has one address there has all of its network (RFC 6177).</summary>
public static class NetworkAddress
{
    public static string KeyOf(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip))
            return "unknown";
        if (ip.IsIPv4MappedToIPv6)
            ip = ip.MapToIPv4();
        if (ip.AddressFamily != AddressFamily.InterNetworkV6)
            return ip.ToString();
        Span<byte> bytes = stackalloc byte[16];
        ip.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
