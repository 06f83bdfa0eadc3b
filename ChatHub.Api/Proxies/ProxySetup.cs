using Microsoft.AspNetCore.HttpOverrides;

namespace ChatHub.Api.Proxies;

/// <summary>Puts the address and the scheme that the client used in the place of the proxy's, before anything looks at them.</summary>
internal static class ProxySetup
{
    public static void Use(WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<TrustedProxies>();
        // Without any proxy the middleware would believe everyone.
        if (proxies.Networks.Count == 0)
            return;
        // Not the host: origins are compared with it, and no answer repeats it. Hop by hop from the right, as far as the proxies are known.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in proxies.Networks)
            forwarded.KnownIPNetworks.Add(network);

        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>What is wrong with the section, a sentence for each fault.</summary>
    public static IEnumerable<string> Check(ProxyOptions options, IConfiguration configuration)
    {
        foreach (var text in options.Trusted.Where(text => !TrustedProxies.TryParse(text, out _)))
            yield return $"Proxies:Trusted: '{text}' must be an address or a network, such as 10.0.0.5, 10.0.0.0/8 or fd00::/8, and not everyone.";
        // A switch of the framework's own, by which it believes everyone.
        if (string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase))
            yield return "ASPNETCORE_FORWARDEDHEADERS_ENABLED: must not be set, as it would let anyone choose their address; name the proxies in Proxies:Trusted.";
    }
}
