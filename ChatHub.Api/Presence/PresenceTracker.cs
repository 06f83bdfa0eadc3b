using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Presence;

/// <summary>
/// Who is online on this node: a user with any live connection, and for <see cref="Grace"/> after the last one, so that a short reconnect does not
/// flicker. Safe for any number of callers; a lock guards the dictionary, which holds one entry for each such user.
/// </summary>
public sealed class PresenceTracker(TimeProvider time)
{
    /// <summary>How long a user without a connection is still taken for online.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<long, Entry> _entries = [];
    private readonly HashSet<long> _changed = [];

    public bool IsOnline(long userId)
    {
        lock (_entries)
            return _entries.ContainsKey(userId);
    }

    public IReadOnlyCollection<long> ListOnline()
    {
        lock (_entries)
            return [.. _entries.Keys];
    }

    /// <summary>Does something about a user who is not online, unless they are: nobody comes online meanwhile.</summary>
    internal void WhileOffline(long userId, Action<long> action)
    {
        lock (_entries)
        {
            if (!_entries.ContainsKey(userId))
                action(userId);
        }
    }

    internal void Connect(Person person)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(person.Id, out var entry))
            {
                _entries[person.Id] = entry = new Entry(person);
                _changed.Add(person.Id);
            }

            entry.Connections++;
        }
    }

    /// <returns>Whether it was the user's last connection.</returns>
    internal bool Disconnect(long userId)
    {
        lock (_entries)
        {
            var entry = _entries[userId];
            if (--entry.Connections > 0)
                return false;
            (entry.LeftAt, entry.LastSeen) = (time.GetTimestamp(), time.GetUtcNow());
            _changed.Add(userId);
            return true;
        }
    }

    /// <summary>Who has come, and who has been gone for long enough, since this was asked last. Those who are gone are forgotten.</summary>
    /// <param name="isKnown">Whether it is known yet whom to tell; who came waits until it is.</param>
    internal IReadOnlyList<PresenceChange> TakeChanges(Predicate<long> isKnown)
    {
        lock (_entries)
        {
            if (_changed.Count == 0)
                return [];
            var changes = new List<PresenceChange>();
            foreach (var entry in _changed.Select(userId => _entries[userId]).ToList())
            {
                var (id, isOnline) = (entry.Person.Id, entry.Connections > 0);
                if (isOnline ? !entry.IsAnnounced && !isKnown(id) : time.GetElapsedTime(entry.LeftAt) < Grace)
                    continue;
                _changed.Remove(id);
                // Who came and went within a turn is gone, and was never told to be there.
                changes.Add(new PresenceChange(entry.Person, isOnline, IsNews: isOnline != entry.IsAnnounced, isOnline ? time.GetUtcNow() : entry.LastSeen));
                entry.IsAnnounced = isOnline;
                if (!isOnline)
                    _entries.Remove(id);
            }

            return changes;
        }
    }

    private sealed class Entry(Person person)
    {
        public Person Person => person;

        public int Connections { get; set; }

        /// <summary>Whether the others were told that the user is online.</summary>
        public bool IsAnnounced { get; set; }

        public long LeftAt { get; set; }

        public DateTimeOffset LastSeen { get; set; }
    }
}

/// <summary>Someone came or went; news when the others were told otherwise before.</summary>
internal sealed record PresenceChange(Person Person, bool IsOnline, bool IsNews, DateTimeOffset LastSeen);
