using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Time;
using ChatHub.Infrastructure.Log;
using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// The rooms within the writer's current transaction. Each room and member that a batch touches is read once; a room's head and a member's
/// marker, which every message moves, are written once, at the end (<see cref="Flush"/>). Used by the writer's thread only.
/// </summary>
internal sealed class SqliteRoomTransaction(SqliteRoomStatements statements, TimeProvider time) : IRoomTransaction
{
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<(long RoomId, long UserId), RoomMember?> _members = [];
    private readonly HashSet<string> _movedHeads = new(StringComparer.Ordinal);
    private readonly HashSet<(long RoomId, long UserId)> _movedMarkers = [];
    private List<RoomEvent> _events = [];

    public DateTimeOffset Now => time.GetUtcMilliseconds();

    /// <summary>Counts writes, so that a refusal after a write can be told from one before.</summary>
    public long Writes { get; private set; }

    public ValueTask<Room?> FindRoomAsync(string name)
    {
        if (!_rooms.TryGetValue(name, out var room) && statements.FindRoom.First(ReadRoom, name) is { } found)
            _rooms[name] = room = found;
        return new(room);
    }

    public ValueTask<RoomMember?> FindMemberAsync(Room room, long userId)
    {
        var key = (room.Id, userId);
        if (!_members.TryGetValue(key, out var member))
        {
            member = statements.FindMember.First(
                row => new RoomMember(
                    room.Id, userId, row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
                    (RoomRole)row.GetInt32(3), row.GetInt64(4), row.GetInt64(5)),
                room.Id, userId);
            _members[key] = member;
        }

        return new(member);
    }

    public ValueTask<int> CountOwnersAsync(Room room)
        => new(statements.CountOwners.First(row => row.GetInt32(0), room.Id, (int)RoomRole.Owner));

    public ValueTask<bool> HasMessageAsync(Room room, long id)
        => new(statements.FindMessage.First(_ => true, room.Id, id));

    public ValueTask<AcceptedMessage?> FindAcceptedAsync(Room room, long senderId, string clientMessageId)
        => new(statements.FindAccepted.First(ReadAccepted, room.Id, senderId, clientMessageId));

    public ValueTask<Room> AddRoomAsync(Room room)
    {
        Writes++;
        var id = statements.AddRoom.First(
            row => row.GetInt64(0), room.Name, room.Title, room.Topic, (int)room.Visibility, room.CreatedAt.ToUnixTimeMilliseconds());
        return new(_rooms[room.Name] = room with { Id = id });
    }

    public async ValueTask<RoomMember> AddMemberAsync(Room room, long userId, RoomRole role, long lastRead)
    {
        Writes++;
        statements.AddMember.Execute(room.Id, userId, (int)role, lastRead, _rooms[room.Name].Messages);
        _members.Remove((room.Id, userId));
        return (await FindMemberAsync(room, userId))!;
    }

    public ValueTask RemoveMemberAsync(Room room, long userId)
    {
        Writes++;
        statements.RemoveMember.Execute(room.Id, userId);
        _members[(room.Id, userId)] = null;
        _movedMarkers.Remove((room.Id, userId));
        return default;
    }

    public ValueTask MarkAllReadAsync(Room room, RoomMember member)
    {
        Writes++;
        var current = _rooms[room.Name];
        var key = (room.Id, member.UserId);
        _members[key] = member with { LastRead = current.Head, MessagesRead = current.Messages };
        _movedMarkers.Add(key);
        return default;
    }

    public ValueTask<RoomEvent> AppendAsync(Room room, EventDraft draft)
    {
        var moved = MoveHead(room, messages: 0);
        var entry = new RoomEvent(room.Id, room.Name, moved.Head, draft.Type, Now, draft.Actor?.Username) { Member = draft.Member, Details = draft.Details };
        WriteEvent(entry, moved, draft.Actor?.UserId, messageId: null);
        return new(entry);
    }

    public ValueTask<RoomEvent> AppendMessageAsync(Room room, Caller sender, MessageDraft draft)
    {
        var moved = MoveHead(room, messages: 1);
        var message = new Message(moved.Head, sender.Username, draft.Text, draft.Language, Now, Revision: 1)
        {
            ReplyTo = draft.ReplyTo,
            ClientMessageId = draft.ClientMessageId,
        };
        var entry = new RoomEvent(room.Id, room.Name, moved.Head, RoomEventType.MessagePosted, message.At, sender.Username) { Message = message };
        WriteEvent(entry, moved, sender.UserId, messageId: message.Id);
        statements.AddMessage.Execute(
            room.Id, message.Id, sender.UserId, message.Text, message.Language, message.At.ToUnixTimeMilliseconds(),
            message.ReplyTo, message.ClientMessageId, draft.TextHash);
        return new(entry);
    }

    /// <summary>Writes what was put off.</summary>
    public void Flush()
    {
        foreach (var name in _movedHeads)
            statements.UpdateRoom.Execute(_rooms[name].Id, _rooms[name].Head, _rooms[name].Messages);
        foreach (var key in _movedMarkers)
            statements.UpdateMarker.Execute(key.RoomId, key.UserId, _members[key]!.LastRead, _members[key]!.MessagesRead);
        _movedHeads.Clear();
        _movedMarkers.Clear();
    }

    /// <summary>Forgets what the transaction held.</summary>
    /// <returns>Its events.</returns>
    public IReadOnlyList<RoomEvent> End()
    {
        _rooms.Clear();
        _members.Clear();
        var events = _events;
        _events = [];
        return events;
    }

    private Room MoveHead(Room room, int messages)
    {
        Writes++;
        var current = _rooms[room.Name];
        _movedHeads.Add(room.Name);
        return _rooms[room.Name] = current with { Head = current.Head + 1, Messages = current.Messages + messages };
    }

    private void WriteEvent(RoomEvent entry, Room room, long? actorId, long? messageId)
    {
        statements.AddEvent.Execute(
            room.Id, entry.Seq, (int)entry.Type, entry.At.ToUnixTimeMilliseconds(), actorId, entry.Member?.UserId, messageId,
            EventDetails.Write(entry), room.Messages);
        _events.Add(entry);
    }

    private static Room ReadRoom(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), (RoomVisibility)row.GetInt32(4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), row.GetInt64(6), row.GetInt64(7));

    private static AcceptedMessage ReadAccepted(SqliteDataReader row)
        => new(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetFieldValue<byte[]>(2));
}
