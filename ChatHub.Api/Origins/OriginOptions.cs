namespace ChatHub.Api.Origins;

/// <summary>The section <c>Cors</c>: which web pages may use this server.</summary>
public sealed class OriginOptions
{
    /// <summary>
    /// Web pages that may use the server, by their origins (RFC 6454), such as <c>https://example.com</c>. Without any: the server's own, and, while it listens on
    /// loopback only, every origin on <c>localhost</c>, <c>127.0.0.1</c> and <c>[::1]</c>; see below.
    /// </summary>
    /// <value>a list of origins</value>
    public IReadOnlyList<string> Origins { get; init; } = [];
}
