using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Presence;

/// <summary>
/// Which rooms the online users are in: read once when a user comes, then kept by the log's events, so that neither presence nor hints need a query for each
/// recipient. While it is being read a user counts as being in every room. Safe for any number of callers; a lock guards both dictionaries.
/// </summary>
internal sealed class OnlineRooms : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Entry> _users = [];
    private readonly Dictionary<long, HashSet<long>> _rooms = [];
    private readonly HashSet<long> _reading = [];
    private readonly IRoomDirectory _directory;
    private readonly IDisposable _subscription;

    public OnlineRooms(IRoomDirectory directory, IRoomEventBus bus)
    {
        _directory = directory;
        _subscription = bus.Subscribe(TakeNote);
    }

    /// <summary>Knows the user's rooms from now on.</summary>
    public async Task AddAsync(long userId, CancellationToken cancel)
    {
        var entry = new Entry();
        lock (_lock)
        {
            if (!_users.TryAdd(userId, entry))
                return;
            _reading.Add(userId);
        }

        IReadOnlyList<long> roomIds;
        try
        {
            roomIds = await _directory.ListRoomIdsAsync(userId, cancel);
        }
        catch
        {
            // The next connection of the user reads anew.
            Forget(userId, entry);
            throw;
        }

        lock (_lock)
        {
            // Gone again meanwhile, and perhaps come back as another entry.
            if (_users.GetValueOrDefault(userId) != entry)
                return;
            _reading.Remove(userId);
            foreach (var roomId in roomIds)
                Join(userId, roomId);
            foreach (var (roomId, isIn) in entry.Meanwhile ?? [])
                Change(userId, roomId, isIn);
        }
    }

    /// <summary>Forgets the user.</summary>
    public void Remove(long userId)
    {
        lock (_lock)
        {
            if (!_users.TryGetValue(userId, out var entry))
                return;
            foreach (var roomId in entry.Rooms.ToList())
                Leave(userId, roomId);
            _users.Remove(userId);
            _reading.Remove(userId);
        }
    }

    /// <summary>Whether the user's rooms have been read.</summary>
    public bool IsKnown(long userId)
    {
        lock (_lock)
            return _users.ContainsKey(userId) && !_reading.Contains(userId);
    }

    /// <summary>The online users who are in the room, or may be.</summary>
    public IReadOnlyCollection<long> UsersIn(long roomId)
    {
        lock (_lock)
            return [.. _rooms.GetValueOrDefault(roomId, []), .. _reading];
    }

    public IReadOnlyCollection<long> RoomsOf(long userId)
    {
        lock (_lock)
            return _users.TryGetValue(userId, out var entry) ? [.. entry.Rooms] : [];
    }

    public void Dispose() => _subscription.Dispose();

    private void Forget(long userId, Entry entry)
    {
        lock (_lock)
        {
            if (_users.GetValueOrDefault(userId) != entry)
                return;
            _users.Remove(userId);
            _reading.Remove(userId);
        }
    }

    private void TakeNote(IReadOnlyList<RoomEvent> events)
    {
        foreach (var entry in events)
        {
            if (entry.Member is not { } member || (!entry.IsRemoval && entry.Type != RoomEventType.MemberJoined))
                continue;
            lock (_lock)
            {
                if (_reading.Contains(member.UserId))
                    (_users[member.UserId].Meanwhile ??= []).Add((entry.RoomId, !entry.IsRemoval));
                else if (_users.ContainsKey(member.UserId))
                    Change(member.UserId, entry.RoomId, !entry.IsRemoval);
            }
        }
    }

    private void Change(long userId, long roomId, bool isIn)
    {
        if (isIn)
            Join(userId, roomId);
        else
            Leave(userId, roomId);
    }

    private void Join(long userId, long roomId)
    {
        _users[userId].Rooms.Add(roomId);
        if (!_rooms.TryGetValue(roomId, out var users))
            _rooms[roomId] = users = [];
        users.Add(userId);
    }

    private void Leave(long userId, long roomId)
    {
        _users[userId].Rooms.Remove(roomId);
        if (_rooms.TryGetValue(roomId, out var users) && users.Remove(userId) && users.Count == 0)
            _rooms.Remove(roomId);
    }

    private sealed class Entry
    {
        public HashSet<long> Rooms { get; } = [];

        /// <summary>What happened while the rooms were being read; null for nothing.</summary>
        public List<(long RoomId, bool IsIn)>? Meanwhile { get; set; }
    }
}
