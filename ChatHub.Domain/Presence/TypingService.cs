using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Presence;

/// <summary>
/// Who is typing where. Nothing is stored: typing is told at most every <see cref="Throttle"/> per user and room, and ends by itself
/// <see cref="Lifetime"/> after it was last said. Safe for any number of callers; a lock guards the dictionary, which holds one entry for each user and room
/// where someone is typing.
/// </summary>
public sealed class TypingService(VisibleRooms rooms, INoticeBus notices, TimeProvider time)
{
    /// <summary>How often "is typing" is passed on; what comes sooner only keeps it alive.</summary>
    public static readonly TimeSpan Throttle = TimeSpan.FromSeconds(2);

    /// <summary>How long it holds without being said again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    private readonly Dictionary<(long RoomId, long UserId), Entry> _typing = [];

    /// <summary>Says that the caller types, or has stopped.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>.</exception>
    public async Task SetAsync(Caller caller, string? room, bool? isTyping, CancellationToken cancel)
    {
        if (isTyping is null)
            throw new RefusedException("typing", "Is required.");
        var view = await rooms.GetAsync(caller, room, cancel);
        RoomAccess.RequireSpeaker(view, time.GetUtcNow());
        if (isTyping.Value)
            Begin(new Entry(view.Room.Id, view.Room.Name, caller.Person));
        else
            End(view.Room.Id, caller.UserId);
    }

    /// <summary>Whether anyone types anywhere.</summary>
    public bool IsAnyone
    {
        get
        {
            lock (_typing)
                return _typing.Count > 0;
        }
    }

    /// <summary>Ends someone's typing, if there is any: they stopped, sent what they wrote, or left.</summary>
    public void End(long roomId, long userId)
    {
        lock (_typing)
        {
            if (_typing.Remove((roomId, userId), out var ended))
                Tell(ended, isTyping: false);
        }
    }

    /// <summary>Ends all typing of a user whose last connection is gone.</summary>
    public void EndAll(long userId) => EndWhere(entry => entry.Person.Id == userId);

    /// <summary>Ends what was not said again in time.</summary>
    public void Expire() => EndWhere(entry => time.GetElapsedTime(entry.SaidAt) >= Lifetime);

    private void Begin(Entry entry)
    {
        var now = time.GetTimestamp();
        lock (_typing)
        {
            if (_typing.TryGetValue((entry.RoomId, entry.Person.Id), out var known))
            {
                known.SaidAt = now;
                if (time.GetElapsedTime(known.ToldAt, now) < Throttle)
                    return;
                entry = known;
            }

            (entry.SaidAt, entry.ToldAt) = (now, now);
            _typing[(entry.RoomId, entry.Person.Id)] = entry;
            // Within the lock, so that nobody is told of a beginning after its end.
            Tell(entry, isTyping: true);
        }
    }

    private void EndWhere(Func<Entry, bool> isOver)
    {
        lock (_typing)
        {
            foreach (var entry in _typing.Values.Where(isOver).ToList())
            {
                _typing.Remove((entry.RoomId, entry.Person.Id));
                Tell(entry, isTyping: false);
            }
        }
    }

    private void Tell(Entry entry, bool isTyping) => notices.Publish(new TypingNotice(entry.RoomId, entry.Room, entry.Person.Id, entry.Person.Username, isTyping));

    private sealed record Entry(long RoomId, string Room, Person Person)
    {
        public long SaidAt { get; set; }

        public long ToldAt { get; set; }
    }
}
