using ChatHub.Domain.Log;

namespace ChatHub.Domain.Messages;

/// <summary>The proof that a change to a message is committed, now or before.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Seq">The event that made it so.</param>
/// <param name="At">When that was committed.</param>
public sealed record ChangeReceipt(string Room, long Seq, DateTimeOffset At)
{
    internal static ChangeReceipt Of(RoomEvent entry) => new(entry.Room, entry.Seq, entry.At);
}
