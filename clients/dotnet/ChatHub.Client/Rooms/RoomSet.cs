using System.Collections.Concurrent;

namespace ChatHub.Client;

/// <summary>The rooms of a client, one object each for as long as it lives. Any number may call it at once.</summary>
internal sealed class RoomSet(Func<string, ChatRoom> make)
{
    private readonly ConcurrentDictionary<string, Lazy<ChatRoom>> _rooms = new(StringComparer.Ordinal);

    public IReadOnlyList<ChatRoom> All => [.. _rooms.Values.Select(room => room.Value)];

    public ChatRoom? Find(string name) => _rooms.TryGetValue(name, out var room) ? room.Value : null;

    public ChatRoom Get(string name) => _rooms.GetOrAdd(name, key => new Lazy<ChatRoom>(() => make(key))).Value;
}
