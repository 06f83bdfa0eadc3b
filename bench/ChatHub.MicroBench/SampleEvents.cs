using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;

namespace ChatHub.MicroBench;

/// <summary>Messages of 100 characters, as a live feed has them.</summary>
internal static class SampleEvents
{
    private static readonly string Text = new('x', 100);

    public static List<RoomEvent> Make(int count) => [.. Enumerable.Range(1, count).Select(seq => new RoomEvent(1, "general", seq, RoomEventType.MessagePosted, DateTimeOffset.UnixEpoch.AddSeconds(seq), "alice")
    {
        ActorId = 1,
        RoomSize = 500,
        Message = new Message(seq, 1, "alice", Text, null, DateTimeOffset.UnixEpoch.AddSeconds(seq), 1) { ClientMessageId = Guid.CreateVersion7().ToString() },
    })];
}
