namespace ChatHub.Bench.Fanout;

/// <summary>What a room has to carry.</summary>
/// <param name="Name">As in the report.</param>
/// <param name="Readers">Connections, of which the first few also send.</param>
/// <param name="Rate">Messages per second in all, each due at a fixed time whether or not those before have arrived; 0 where senders wait for their own.</param>
/// <param name="InFlight">How many messages each sender has on their way; it sends the next when it sees one of its own.</param>
internal sealed record FanoutLoad(string Name, int Readers, int Rate = 0, int InFlight = 0)
{
    public const int Senders = 4;

    public static readonly FanoutLoad Busy = new("busy", Readers: 500, Rate: 200);

    public static readonly IReadOnlyList<FanoutLoad> All =
    [
        new("sparse", Readers: 500, Rate: 20),
        Busy,
        new("steady", Readers: 200, InFlight: 8),
        new("saturated", Readers: 200, InFlight: 32),
    ];

    public string Describe() => Rate > 0
        ? $"{Name}: {Rate} messages/s by {Senders} senders to {Readers} readers"
        : $"{Name}: {Senders} senders with {InFlight} in flight each, {Readers} readers";
}
