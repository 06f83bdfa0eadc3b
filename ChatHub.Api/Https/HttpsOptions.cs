using System.ComponentModel.DataAnnotations;

namespace ChatHub.Api.Https;

/// <summary>The section <c>Https</c>: what becomes of requests that come without it, and what browsers are to remember.</summary>
public sealed class HttpsOptions
{
    /// <summary>
    /// Whether what comes over plain HTTP is turned away: a page that a browser opens goes to its https address, any other call is <c>forbidden</c>, so that a program that
    /// sends its secrets in the clear is noticed (OWASP ASVS 5.0, 4.1.2). Calls from this machine and health checks stay as they are.
    /// </summary>
    public bool Redirect { get; init; }

    /// <summary>The port of the https addresses that pages are sent to.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 443;

    /// <summary>
    /// For how many days browsers remember to come over https only (HSTS, RFC 6797); 0 says nothing about it. OWASP ASVS 5.0 (3.4.1) asks for a year, 365.
    /// </summary>
    [Range(0, 3650)]
    public int HstsDays { get; init; }

    /// <summary>Whether that goes for all subdomains of the server's name, too.</summary>
    public bool HstsSubdomains { get; init; }
}
