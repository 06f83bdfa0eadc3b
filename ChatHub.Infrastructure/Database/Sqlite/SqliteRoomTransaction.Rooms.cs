using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation.Glossaries;
using ChatHub.Infrastructure.Rooms;
using ChatHub.Infrastructure.Translation;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>The rooms themselves.</summary>
internal sealed partial class SqliteRoomTransaction
{
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _movedRooms = new(StringComparer.Ordinal);

    public ValueTask<Room?> FindRoomAsync(string name)
    {
        if (!_rooms.TryGetValue(name, out var room) && roomStatements.FindRoom.First(ReadRoom, name) is { } found)
            _rooms[name] = room = found;
        return new(room);
    }

    public ValueTask<Room?> FindDirectRoomAsync(long userId, long otherId)
        => roomStatements.FindDirectRoom.First(row => row.GetString(0), DirectPair.ToKey(userId, otherId)) is { } name ? FindRoomAsync(name) : default;

    public ValueTask<int> CountOwnRoomsAsync(long userId, int most) => new(roomStatements.CountOwnRooms.First(row => row.GetInt32(0), userId, most));

    public ValueTask<IReadOnlyList<string>> ListRoomsAsync(long userId) => new(roomStatements.ListRooms.List(row => row.GetString(0), userId));

    public ValueTask<Room> AddRoomAsync(Room room, (long UserId, long OtherId)? pair = null)
    {
        Writes++;
        var id = roomStatements.AddRoom.First(
            row => row.GetInt64(0), room.Name, (int)room.Kind, pair is { } two ? DirectPair.ToKey(two.UserId, two.OtherId) : null, room.Settings.Title,
            room.Settings.Topic, (int)room.Settings.Visibility, (int)room.Settings.Translation, room.CreatedAt.ToUnixTimeMilliseconds());
        return new(_rooms[room.Name] = room with { Id = id });
    }

    public ValueTask UpdateRoomAsync(Room room, RoomSettings settings, bool isArchived)
    {
        Writes++;
        _rooms[room.Name] = _rooms[room.Name] with { Settings = settings, IsArchived = isArchived };
        roomStatements.UpdateRoom.Execute(
            room.Id, settings.Title, settings.Topic, (int)settings.Visibility, (int)settings.Translation, settings.SlowModeSeconds, settings.RetentionDays, isArchived);
        return default;
    }

    public ValueTask<bool> ReplaceGlossaryAsync(Room room, IReadOnlyList<GlossaryTerm> terms)
    {
        var (json, before) = (GlossaryJson.Write(terms), roomStatements.FindGlossary.First(row => row.GetString(0), room.Id));
        if (json == (before ?? GlossaryJson.Write([])))
            return new(false);
        Writes++;
        roomStatements.SetGlossary.Execute(room.Id, json);
        var changed = _rooms[room.Name] = _rooms[room.Name] with { GlossaryVersion = room.GlossaryVersion + 1 };
        roomStatements.SetGlossaryVersion.Execute(room.Id, changed.GlossaryVersion);
        return new(true);
    }

    public ValueTask<DateTimeOffset?> FindTimeAsync(Room room, long seq) => new(roomStatements.FindTime.First(row => ReadTime(row, 0), room.Id, seq));

    public ValueTask<long> CountMessagesAsync(Room room, long seq)
        => new(seq == _rooms[room.Name].Head ? _rooms[room.Name].Messages : roomStatements.CountMessages.First(row => row.GetInt64(0), room.Id, seq));

    private Room MoveHead(Room room, int messages) => Move(room, current => current with { Head = current.Head + 1, Messages = current.Messages + messages });

    private Room Move(Room room, Func<Room, Room> change)
    {
        Writes++;
        _movedRooms.Add(room.Name);
        return _rooms[room.Name] = change(_rooms[room.Name]);
    }

    private void FlushRooms()
    {
        foreach (var name in _movedRooms)
        {
            var room = _rooms[name];
            roomStatements.MoveRoom.Execute(room.Id, room.Head, room.Floor, room.Messages, room.Members);
        }

        _movedRooms.Clear();
    }

    private static Room ReadRoom(SqliteRow row) => new(
        row.GetInt64(0), row.GetString(1), (RoomKind)row.GetInt32(2),
        new RoomSettings(row.GetString(3), row.GetString(4), (RoomVisibility)row.GetInt32(5))
        {
            Translation = (RoomTranslation)row.GetInt32(6),
            SlowModeSeconds = row.GetInt32(7),
            RetentionDays = row.IsDBNull(8) ? null : row.GetInt32(8),
        },
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)))
    {
        IsArchived = row.GetBoolean(10),
        Head = row.GetInt64(11),
        Floor = row.GetInt64(12),
        Messages = row.GetInt64(13),
        Members = row.GetInt32(14),
        GlossaryVersion = row.GetInt32(15),
    };
}
