using ChatHub.Domain.Accounts;
using ChatHub.Domain.Moderation;
using ChatHub.Domain.Rooms;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Members, what they may not do, and the accounts behind them.</summary>
internal sealed partial class SqliteRoomTransaction
{
    private readonly Dictionary<(long RoomId, long UserId), RoomMember?> _members = [];
    private readonly HashSet<(long RoomId, long UserId)> _changedMembers = [];

    public ValueTask<Person?> FindPersonAsync(Username username)
        => new(username.Value is null ? null : memberStatements.FindPerson.First(row => new Person(row.GetInt64(0), row.GetString(1)), username.Key));

    public ValueTask<bool> HasPersonAsync(long userId)
        => new(memberStatements.FindUsername.First(row => row.GetString(0), userId) is { } name && name != Username.Deleted);

    public ValueTask ErasePersonAsync(Person person)
    {
        Writes++;
        HasRemoved = true;
        memberStatements.RetireName.Execute(pepper.HashName(Username.KeyOf(person.Username)));
        memberStatements.EraseUser.Execute(person.Id, Username.Deleted);
        memberStatements.RemovePassword.Execute(person.Id);
        memberStatements.RemoveSessions.Execute(person.Id);
        memberStatements.RemoveRestrictions.Execute(person.Id);
        return default;
    }

    public ValueTask<RoomMember?> FindMemberAsync(Room room, long userId)
    {
        var key = (room.Id, userId);
        if (!_members.TryGetValue(key, out var member))
            _members[key] = member = memberStatements.FindMember.First(row => ReadMember(row, key), room.Id, userId, (int)RestrictionKind.Mute);
        return new(member);
    }

    public async ValueTask<IReadOnlyList<RoomMember>> FindMembersAsync(Room room, IReadOnlyList<string[]> usernameKeys)
    {
        var found = new List<RoomMember>();
        foreach (var keysOfOne in usernameKeys)
        {
            var id = keysOfOne.Select(key => memberStatements.FindMemberId.First(row => row.GetInt64(0), room.Id, key)).FirstOrDefault(id => id != 0);
            if (id != 0 && !found.Exists(member => member.UserId == id))
                found.Add((await FindMemberAsync(room, id))!);
        }

        return found;
    }

    public ValueTask<int> CountOwnersAsync(Room room)
    {
        FlushMembers();
        return new(memberStatements.CountOwners.First(row => row.GetInt32(0), room.Id, (int)RoomRole.Owner));
    }

    public ValueTask<RoomMember?> FindSuccessorAsync(Room room)
    {
        FlushMembers();
        var id = memberStatements.FindSuccessor.First(row => row.GetInt64(0), room.Id);
        return id == 0 ? default : FindMemberAsync(room, id);
    }

    public async ValueTask<RoomMember> AddMemberAsync(Room room, long userId, RoomRole role, long joinedSeq, bool isOwn)
    {
        var moved = Move(room, current => current with { Members = current.Members + 1 });
        // In slow mode a newcomer waits, too: else leaving and joining again would be the way around it.
        long? waitsFrom = moved.Settings.SlowModeSeconds > 0 ? Now.ToUnixTimeMilliseconds() : null;
        memberStatements.AddMember.Execute(room.Id, userId, (int)role, joinedSeq, moved.Messages, waitsFrom, isOwn);
        _members.Remove((room.Id, userId));
        return (await FindMemberAsync(room, userId))!;
    }

    public ValueTask RemoveMemberAsync(Room room, long userId)
    {
        Move(room, current => current with { Members = current.Members - 1 });
        memberStatements.RemoveMember.Execute(room.Id, userId);
        _members[(room.Id, userId)] = null;
        _changedMembers.Remove((room.Id, userId));
        return default;
    }

    public ValueTask UpdateMemberAsync(RoomMember member)
    {
        Writes++;
        var key = (member.RoomId, member.UserId);
        _members[key] = member;
        _changedMembers.Add(key);
        return default;
    }

    public ValueTask<Restriction?> FindRestrictionAsync(Room room, long userId, RestrictionKind kind) => new(memberStatements.FindRestriction.First(
        row => new Restriction(kind, ReadTime(row, 0), row.IsDBNull(1) ? null : row.GetString(1)), room.Id, userId, (int)kind, Now.ToUnixTimeMilliseconds()));

    public ValueTask SetRestrictionAsync(Room room, long userId, Restriction restriction)
    {
        memberStatements.SetRestriction.Execute(room.Id, userId, (int)restriction.Kind, restriction.Until?.ToUnixTimeMilliseconds(), restriction.Reason);
        return ForgetAsync(room, userId);
    }

    public ValueTask LiftRestrictionAsync(Room room, long userId, RestrictionKind kind)
    {
        memberStatements.LiftRestriction.Execute(room.Id, userId, (int)kind);
        return ForgetAsync(room, userId);
    }

    /// <summary>Reads the member anew when it is asked for next.</summary>
    private ValueTask ForgetAsync(Room room, long userId)
    {
        Writes++;
        FlushMembers();
        _members.Remove((room.Id, userId));
        return default;
    }

    private void FlushMembers()
    {
        foreach (var key in _changedMembers)
        {
            var member = _members[key]!;
            memberStatements.UpdateMember.Execute(
                key.RoomId, key.UserId, (int)member.Role, member.LastRead, member.MessagesRead, member.UnreadMentions, member.LastPostAt?.ToUnixTimeMilliseconds());
        }

        _changedMembers.Clear();
    }

    private static RoomMember ReadMember(SqliteRow row, (long RoomId, long UserId) key)
        => new(key.RoomId, key.UserId, row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), (RoomRole)row.GetInt32(3))
        {
            LastRead = row.GetInt64(4),
            MessagesRead = row.GetInt64(5),
            UnreadMentions = row.GetInt32(6),
            LastPostAt = ReadTime(row, 7),
            MutedUntil = row.IsDBNull(8) ? null : ReadTime(row, 9) ?? DateTimeOffset.MaxValue,
        };

    private static DateTimeOffset? ReadTime(SqliteRow row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
