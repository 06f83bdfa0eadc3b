using System.Net;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatHub.Api.Origins;

/// <summary>
/// Which web pages may use this server: one allowlist for CORS and for the hub, because browsers do not apply CORS to WebSockets
/// (OWASP WebSocket Security Cheat Sheet, "Origin Header Validation"). Safe for any number of callers; a lock guards how many lines the log may get.
/// </summary>
internal sealed partial class OriginPolicy(OriginOptions options, IServer server, TimeProvider time, ILogger<OriginPolicy> logger)
{
    private const int LongestTold = 200;

    private readonly CellRate _lines = new(perSecond: 1, burst: 20, time);
    private long _linesFullAt;
    private readonly HashSet<string> _listed = options.Origins.Select(origin => origin.TrimEnd('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is an origin: scheme, host and perhaps port.</summary>
    public static bool IsOrigin(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    /// <summary>Whether a page from elsewhere may use this server.</summary>
    public bool Allows(string origin)
    {
        if (_listed.Contains(origin) || (_listed.Count == 0 && IsOnLoopback(origin) && ListensOnLoopbackOnly(server)))
            return true;
        Tell(origin);
        return false;
    }

    /// <summary>Whether a request comes from no page, from one of the server's own, or from one that is allowed.</summary>
    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsOwn(request) || Allows(origin);
    }

    /// <summary>
    /// Whether a request comes from one of the server's own pages: by host and port, as a proxy that ends TLS makes http of https. A page over plain http is none of a server that is
    /// reached over https: anybody on the way may have written it.
    /// </summary>
    public static bool IsOwn(HttpRequest request)
        => Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && !(request.IsHttps && uri.Scheme == Uri.UriSchemeHttp);

    /// <summary>Whether everybody who reaches a started server is on this machine, or looks as if they were.</summary>
    public static bool ListensOnLoopbackOnly(IServer server)
        => server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses && addresses.All(IsOnLoopback);

    private static bool IsOnLoopback(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Loopback) || ip.Equals(IPAddress.IPv6Loopback))));

    /// <summary>Pages ask as often as they like, and with as long an origin as they like: neither may fill the log.</summary>
    private void Tell(string origin)
    {
        lock (_listed)
        {
            if (!_lines.TryTake(ref _linesFullAt, out _))
                return;
        }

        LogRefused(origin.Length > LongestTold ? origin[..LongestTold] + "…" : origin);
    }

    [LoggerMessage(EventId = 2200, Level = LogLevel.Warning, Message = "Refused a page from {Origin}; the key Cors:Origins says which may use this server")]
    private partial void LogRefused(string origin);
}
