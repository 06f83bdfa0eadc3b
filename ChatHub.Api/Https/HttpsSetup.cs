using System.Globalization;
using System.Net;
using ChatHub.Api.Errors;
using ChatHub.Api.Origins;
using ChatHub.Api.Proxies;
using ChatHub.Domain.Errors;
using Microsoft.AspNetCore.Hosting.Server;

namespace ChatHub.Api.Https;

/// <summary>Turns away what comes over plain HTTP, where that is configured, and tells browsers to come over https from then on.</summary>
internal static partial class HttpsSetup
{
    // By name, RFC 6797 does not bind addresses; and a developer's machine has other servers on the same name.
    private static readonly string[] NeverBound = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly string[] FileKeys = ["Path", "KeyPath"];

    public static void Use(WebApplication app)
    {
        var options = app.Services.GetRequiredService<HttpsOptions>();
        if (options.HstsDays > 0)
            app.Use((context, next) => RememberAsync(context, next, options));
        if (options.Redirect)
        {
            app.Use((context, next) => IsSafe(context) ? next(context) : TurnAwayAsync(context, options.Port));
            app.Lifetime.ApplicationStarted.Register(() => WarnWhenUseless(app));
        }
    }

    /// <summary>Files of certificates that are configured, in the way of Kestrel's own, and are not there.</summary>
    public static IEnumerable<string> Check(IConfiguration configuration, string contentRoot)
        => from certificate in configuration.GetSection("Kestrel:Certificates").GetChildren()
               .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Certificate")))
           from key in FileKeys
           let path = certificate[key]
           where !string.IsNullOrEmpty(path) && !File.Exists(Path.Combine(contentRoot, path))
           select $"{certificate.Path}:{key}: there is no file '{path}'.";

    /// <summary>Whom a proxy on this machine sends looks as if they were on it, as long as the proxy is not believed.</summary>
    private static void WarnWhenUseless(WebApplication app)
    {
        var isProxyKnown = app.Services.GetRequiredService<TrustedProxies>().Networks.Count > 0;
        if (!isProxyKnown && OriginPolicy.ListensOnLoopbackOnly(app.Services.GetRequiredService<IServer>()))
            LogRedirectsNobody(app.Logger);
    }

    private static Task RememberAsync(HttpContext context, RequestDelegate next, HttpsOptions options)
    {
        // Late, as an error takes back what was set before it.
        context.Response.OnStarting(() =>
        {
            if (context.Request.IsHttps && !NeverBound.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
            {
                var seconds = TimeSpan.FromDays(options.HstsDays).TotalSeconds.ToString(CultureInfo.InvariantCulture);
                context.Response.Headers.StrictTransportSecurity = $"max-age={seconds}{(options.HstsSubdomains ? "; includeSubDomains" : "")}";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    // Some proxies name the scheme of a WebSocket as it is in its address.
    private static bool IsSafe(HttpContext context)
        => context.Request.IsHttps || context.Request.Scheme == "wss"
            || context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    private static Task TurnAwayAsync(HttpContext context, int port)
    {
        var request = context.Request;
        var isPage = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        if (!isPage || !request.Host.HasValue)
            return Problems.WriteAsync(context, new RefusedException(ErrorCatalogue.Forbidden, "This server is to be spoken to over https."));
        var host = port == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        // Not for good: browsers would keep it past a change of the configuration; that is what HSTS is for.
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = $"https://{host.ToUriComponent()}{request.PathBase}{request.Path}{request.QueryString}";
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 2310, Level = LogLevel.Warning, Message = "Https:Redirect turns nobody away: the server listens on this machine only, and believes no proxy; the key Proxies:Trusted names those to believe")]
    private static partial void LogRedirectsNobody(ILogger logger);
}
