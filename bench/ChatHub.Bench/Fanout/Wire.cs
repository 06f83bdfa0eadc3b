using System.Text;

namespace ChatHub.Bench.Fanout;

/// <summary>How a server is spoken to: SignalR's JSON protocol, with the methods of its hub.</summary>
internal abstract class Wire
{
    public const byte RecordEnd = 0x1e;

    /// <summary>The id of the one call that is no message; those are numbered from 1.</summary>
    public const long JoinCall = 0;

    public static readonly byte[] Handshake = ToRecord("""{"protocol":"json","version":1}""");
    public static readonly byte[] Ping = ToRecord("""{"type":6}""");

    /// <summary>Where a person connects.</summary>
    public abstract string GetPath(int person);

    public abstract byte[] Join(string room);

    /// <param name="room">Where to.</param>
    /// <param name="message">Its number is that of the call.</param>
    public abstract byte[] Send(string room, Marker message);

    protected static byte[] ToRecord(string json) => [.. Encoding.UTF8.GetBytes(json), RecordEnd];
}
