namespace ChatHub.Api.Proxies;

/// <summary>The section <c>Proxies</c>: who may say for whom a request was made.</summary>
public sealed class ProxyOptions
{
    /// <summary>
    /// Addresses and networks (CIDR) of the proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed; see below. Without any, nobody's are, not
    /// even those from this machine: whoever can send the header would choose the address that throttles count by (OWASP ASVS 5.0, 4.1.3).
    /// </summary>
    /// <value>a list of addresses and networks</value>
    public IReadOnlyList<string> Trusted { get; init; } = [];
}
