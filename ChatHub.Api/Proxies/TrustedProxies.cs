using System.Net;
using IPNetwork = System.Net.IPNetwork;

namespace ChatHub.Api.Proxies;

/// <summary>The proxies that are believed, and through which everyone comes. Immutable; safe for any number of callers.</summary>
internal sealed class TrustedProxies
{
    public TrustedProxies(ProxyOptions options)
    {
        foreach (var text in options.Trusted)
        {
            if (TryParse(text, out var network))
                Networks.Add(network);
        }
    }

    public List<IPNetwork> Networks { get; } = [];

    public bool Include(IPAddress peer)
    {
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return Networks.Any(network => network.Contains(address));
    }

    /// <summary>
    /// An address is a network of one. What .NET takes besides was hardly meant: <c>10</c> or <c>0x7f.1</c> for an address, <c>10.0.0.5/8</c> for a network.
    /// </summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var (address, prefix) = text.Split('/') is [var first, var second] ? (first, second) : (text, null);
        if (!IPAddress.TryParse(address, out var ip) || (!address.Contains(':', StringComparison.Ordinal) && ip.ToString() != address))
            return false;
        if (prefix is not null)
            return IPNetwork.TryParse(text, out network) && network.PrefixLength > 0 && network.BaseAddress.Equals(ip);
        network = new IPNetwork(ip, ip.GetAddressBytes().Length * 8);
        return true;
    }
}
