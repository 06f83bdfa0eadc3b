using System.ComponentModel.DataAnnotations;

namespace ChatHub.Domain.Limits;

/// <summary>The section <c>Limits</c>: what one user or connection may ask of the server. 0 means no limit, except for the message length.</summary>
public sealed class LimitOptions
{
    /// <summary>The longest message, in code points.</summary>
    [Range(1, 16_000)]
    public int MessageLength { get; init; } = 4000;

    /// <summary>
    /// Events that one user may write per second, over all connections and over HTTP, where <c>PUT /rooms/{room}/read</c> counts as one; past it <c>rate_limited</c>.
    /// With either this or the burst at 0 there is no limit.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MessagesPerSecond { get; init; } = 10;

    /// <summary>Events that one user may write at once after a pause.</summary>
    [Range(0, 1_000_000)]
    public int MessageBurst { get; init; } = 30;

    /// <summary>Attempts to log in that fail, per minute, from one address, and for one account; see below.</summary>
    [Range(0, 1_000_000)]
    public int LoginAttemptsPerMinute { get; init; } = 10;

    /// <summary>Accounts made per hour from one address.</summary>
    [Range(0, 1_000_000)]
    public int SignupsPerHour { get; init; } = 100;

    /// <summary>
    /// Live hub connections of one user, and as many negotiations that are not connected with yet; past it 429 <c>rate_limited</c>, at <c>negotiate</c> and at the
    /// connect.
    /// </summary>
    [Range(0, 1_000_000)]
    public int ConnectionsPerUser { get; init; } = 20;

    /// <summary>The same, from one address, whoever it is.</summary>
    [Range(0, 1_000_000)]
    public int ConnectionsPerAddress { get; init; } = 200;

    /// <summary>
    /// Hub calls per second on one connection, unknown methods and wrong arguments included; past it <c>rate_limited</c>, and at ten times it, frames of every kind
    /// counted, the connection is closed.
    /// </summary>
    [Range(0, 1_000_000)]
    public int InvocationsPerSecond { get; init; } = 50;

    /// <summary>Events held for one connection that reads too slowly; past it the connection is dropped, and resumes by cursor.</summary>
    [Range(0, 1_000_000)]
    public int OutboundQueue { get; init; } = 1024;

    /// <summary>The same in KiB, as they are sent; it bites first where messages are long: 1,024 events of 4,000 ASCII characters are a little more than the default.</summary>
    [Range(0, 1_000_000)]
    public int OutboundKilobytes { get; init; } = 4096;

    /// <summary>Rooms that one connection may follow; past it <c>conflict</c>.</summary>
    [Range(0, 1_000_000)]
    public int FollowedRooms { get; init; } = 2000;

    /// <summary>
    /// Rooms that one user may make, open or join; past it <c>conflict</c>. Where others add them does not count, and a direct conversation counts for whoever opened
    /// it.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RoomsPerUser { get; init; } = 20_000;

    /// <summary>The largest body of an HTTP request, in bytes, with the framing of a chunked one; past it <c>too_large</c>.</summary>
    [Range(0, 16_777_216)]
    public int BodyBytes { get; init; } = 65_536;

    /// <summary>
    /// The largest frame of the hub's protocols, in bytes; past it the connection is closed. A message can have 12 for each code point, where JSON escapes all.
    /// </summary>
    [Range(0, 16_777_216)]
    public int FrameBytes { get; init; } = 65_536;

    /// <summary>Open TCP connections from one address, signed in or not; past it they are closed before TLS.</summary>
    [Range(0, 1_000_000)]
    public int SocketsPerAddress { get; init; } = 10_000;

    /// <summary>The time a client may take for a request's line and headers, in seconds from the first byte (RFC 9112, section 9.5).</summary>
    [Range(0, 3600)]
    public int RequestHeadersSeconds { get; init; } = 10;

    /// <summary>
    /// How long a socket may stay open before its first request, and between two, in seconds. Longer than the same of a proxy in front, or it meets sockets that were
    /// just closed.
    /// </summary>
    [Range(0, 86_400)]
    public int IdleSeconds { get; init; } = 130;

    /// <summary>The slowest a client may send a request's body, in bytes per second on average, after the first five seconds.</summary>
    [Range(0, 1_000_000)]
    public int RequestBytesPerSecond { get; init; } = 240;

    /// <summary>The slowest a client may read an answer, in bytes per second for each write, after the first five seconds. WebSockets have <see cref="OutboundQueue"/> instead.</summary>
    [Range(0, 1_000_000)]
    public int ResponseBytesPerSecond { get; init; } = 240;

    /// <summary>The time from a hub connection to its handshake, in seconds.</summary>
    [Range(0, 3600)]
    public int HandshakeSeconds { get; init; } = 15;
}
