using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatHub.Api.Origins;

/// <summary>
/// Which web pages may use this server: one allowlist for CORS and for the hub, because browsers do not apply CORS to WebSockets
/// (OWASP WebSocket Security Cheat Sheet, "Origin Header Validation"). Immutable; safe for any number of callers.
/// </summary>
internal sealed partial class OriginPolicy(OriginOptions options, IServer server, ILogger<OriginPolicy> logger)
{
    private readonly HashSet<string> _listed = options.Origins.Select(origin => origin.TrimEnd('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is an origin: scheme, host and perhaps port.</summary>
    public static bool IsOrigin(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    /// <summary>Whether a page from elsewhere may use this server.</summary>
    public bool Allows(string origin)
    {
        if (_listed.Contains(origin) || (_listed.Count == 0 && IsOnLoopback(origin) && ListensOnLoopbackOnly()))
            return true;
        LogRefused(origin);
        return false;
    }

    /// <summary>Whether a request comes from no page, from one of the server's own, or from one that is allowed.</summary>
    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsOwn(request) || Allows(origin);
    }

    /// <summary>Whether a request comes from one of the server's own pages: by host and port only, as a proxy that ends TLS makes http of https.</summary>
    public static bool IsOwn(HttpRequest request)
        => Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private bool ListensOnLoopbackOnly()
        => server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses && addresses.All(IsOnLoopback);

    private static bool IsOnLoopback(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Loopback) || ip.Equals(IPAddress.IPv6Loopback))));

    [LoggerMessage(EventId = 2200, Level = LogLevel.Warning, Message = "Refused a page from {Origin}; the key Cors:Origins says which may use this server")]
    private partial void LogRefused(string origin);
}
