using System.ComponentModel.DataAnnotations;

namespace ChatHub.Domain.Limits;

/// <summary>The section <c>Limits</c>: what one user or connection may ask of the server. 0 means no limit, except for the message length.</summary>
public sealed class LimitOptions
{
    /// <summary>The longest message, in code points.</summary>
    [Range(1, 16_000)]
    public int MessageLength { get; init; } = 4000;

    /// <summary>Events that one user may write per second, over all connections and over HTTP. With either this or the burst at 0 there is no limit.</summary>
    [Range(0, 1_000_000)]
    public int MessagesPerSecond { get; init; } = 10;

    /// <summary>Events that one user may write at once after a pause.</summary>
    [Range(0, 1_000_000)]
    public int MessageBurst { get; init; } = 30;

    /// <summary>Login attempts per minute from one address, and for one account.</summary>
    [Range(0, 1_000_000)]
    public int LoginAttemptsPerMinute { get; init; } = 10;

    /// <summary>Accounts made per hour from one address.</summary>
    [Range(0, 1_000_000)]
    public int SignupsPerHour { get; init; } = 100;

    /// <summary>Live hub connections of one user.</summary>
    [Range(0, 1_000_000)]
    public int ConnectionsPerUser { get; init; } = 20;

    /// <summary>Live hub connections from one address.</summary>
    [Range(0, 1_000_000)]
    public int ConnectionsPerAddress { get; init; } = 200;

    /// <summary>Hub invocations per second on one connection.</summary>
    [Range(0, 1_000_000)]
    public int InvocationsPerSecond { get; init; } = 50;

    /// <summary>Events held for one connection that reads too slowly; past it the connection is dropped.</summary>
    [Range(0, 1_000_000)]
    public int OutboundQueue { get; init; } = 1024;

    /// <summary>Rooms that one connection may follow.</summary>
    [Range(0, 1_000_000)]
    public int FollowedRooms { get; init; } = 500;

    /// <summary>Memberships of one user; direct conversations count for whoever opened them.</summary>
    [Range(0, 1_000_000)]
    public int RoomsPerUser { get; init; } = 500;
}
