using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Tests.Support;

/// <summary>A log in which Ana leaves with event 11 and comes back with event 12, and with what the test puts there.</summary>
internal sealed class PlayedLog : IRoomLog
{
    public const long Ana = 7;

    public static readonly Room Room = new(1, "room", RoomKind.Room, new RoomSettings("room", "", RoomVisibility.Private), DateTimeOffset.UnixEpoch) { Head = 10 };

    private readonly Dictionary<long, RoomEvent> _put = [];
    private TaskCompletionSource? _gate;

    public string Epoch => "epoch";

    public bool IsBusy { get; set; }

    /// <summary>What is read from now on arrives when it is released.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate!.SetResult();

    /// <summary>Commits an event, and tells nobody.</summary>
    public void Put(RoomEvent entry) => _put[entry.Seq] = entry;

    public static RoomEvent Event(long seq)
    {
        var type = seq == 11 ? RoomEventType.MemberLeft : RoomEventType.MemberJoined;
        return new RoomEvent(Room.Id, Room.Name, seq, type, DateTimeOffset.UnixEpoch, "ana") { Member = new MemberChange(Ana, "ana", Role: null) };
    }

    public Task<TResult> AppendAsync<TResult>(RoomChange<TResult> change) => throw new NotSupportedException();

    public async Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel)
    {
        if (_gate is { } gate)
            await gate.Task;
        return Enumerable.Range(1, (int)Math.Min(limit, upTo - after)).Select(step => _put.GetValueOrDefault(after + step) ?? Event(after + step)).ToList();
    }
}
