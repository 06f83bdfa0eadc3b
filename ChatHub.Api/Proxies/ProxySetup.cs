using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace ChatHub.Api.Proxies;

/// <summary>Puts the address and the scheme that the client used in the place of the proxy's, before anything looks at them.</summary>
internal static class ProxySetup
{
    public static void Use(WebApplication app)
    {
        var options = app.Services.GetRequiredService<ProxyOptions>();
        // Without any proxy the middleware would believe everyone.
        if (options.Trusted.Count == 0)
            return;
        // Not the host: origins are compared with it, and no answer repeats it. Hop by hop from the right, as far as the proxies are known.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var text in options.Trusted)
        {
            if (TryParse(text, out var network))
                forwarded.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>What is wrong with the section, a sentence for each fault.</summary>
    public static IEnumerable<string> Check(ProxyOptions options, IConfiguration configuration)
    {
        foreach (var text in options.Trusted.Where(text => !TryParse(text, out _)))
            yield return $"Proxies:Trusted: '{text}' must be an address or a network, such as 10.0.0.5, 10.0.0.0/8 or fd00::/8, and not everyone.";
        // A switch of the framework's own, by which it believes everyone.
        if (string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase))
            yield return "ASPNETCORE_FORWARDEDHEADERS_ENABLED: must not be set, as it would let anyone choose their address; name the proxies in Proxies:Trusted.";
    }

    /// <summary>
    /// An address is a network of one. What .NET takes besides was hardly meant: <c>10</c> or <c>0x7f.1</c> for an address, <c>10.0.0.5/8</c> for a network.
    /// </summary>
    private static bool TryParse(string text, out IPNetwork network)
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
