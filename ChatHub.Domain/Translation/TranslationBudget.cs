using ChatHub.Domain.Time;

namespace ChatHub.Domain.Translation;

/// <summary>
/// How many characters may still be sent today (UTC), in all and for each room. Counted before they are sent; what a node's crash leaves uncounted is what was under way.
/// Safe for any number of callers; a lock guards the counts.
/// </summary>
public sealed class TranslationBudget(TranslationOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, long> _rooms = [];
    private readonly HashSet<long> _refused = [];
    private int _day;
    private long _total;

    /// <summary>Counts what was sent before this start.</summary>
    public void Load(int day, IEnumerable<(long RoomId, long Characters)> sent)
    {
        lock (_lock)
        {
            Turn(day);
            foreach (var (roomId, characters) in sent)
                Count(roomId, characters);
        }
    }

    /// <summary>Takes the characters out of the budgets of the day and the room, if both have them.</summary>
    public bool TryTake(long roomId, int characters)
    {
        lock (_lock)
        {
            Turn(time.GetUtcNow().ToUnixDay());
            if (IsOver(options.DailyCharacters, _total + characters) || IsOver(options.DailyCharactersPerRoom, _rooms.GetValueOrDefault(roomId) + characters))
            {
                _refused.Add(roomId);
                return false;
            }

            Count(roomId, characters);
            return true;
        }
    }

    /// <summary>Puts back what was taken and not sent after all.</summary>
    public void GiveBack(long roomId, int characters)
    {
        lock (_lock)
        {
            Turn(time.GetUtcNow().ToUnixDay());
            Count(roomId, -Math.Min(characters, _rooms.GetValueOrDefault(roomId)));
        }
    }

    /// <summary>Whether a text of the room was refused today, so that asking again for it is in vain until tomorrow. A shorter one may still be taken.</summary>
    public bool HasRefused(long roomId)
    {
        lock (_lock)
        {
            Turn(time.GetUtcNow().ToUnixDay());
            return _refused.Contains(roomId);
        }
    }

    private static bool IsOver(int limit, long characters) => limit > 0 && characters > limit;

    private void Count(long roomId, long characters)
    {
        _total += characters;
        _rooms[roomId] = _rooms.GetValueOrDefault(roomId) + characters;
    }

    private void Turn(int day)
    {
        if (day == _day)
            return;
        (_day, _total) = (day, 0);
        _rooms.Clear();
        _refused.Clear();
    }
}
