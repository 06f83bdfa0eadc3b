using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Messages;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Removing what is past its time.</summary>
internal sealed partial class SqliteRoomTransaction
{
    public ValueTask<long?> FindExpiredAsync(Room room, DateTimeOffset before, int events, int characters)
    {
        var current = _rooms[room.Name];
        var most = Math.Min(current.Floor + events, current.Head);
        var kept = roomStatements.FindUnexpired.First(row => row.GetInt64(0), room.Id, current.Floor, most, before.ToUnixTimeMilliseconds());
        var last = kept == 0 ? most : kept - 1;
        if (last == current.Floor)
            return new((long?)null);

        foreach (var (id, length) in messageStatements.ListLengths.List(row => (row.GetInt64(0), row.GetInt32(1)), room.Id, current.Floor, last))
        {
            characters -= length;
            if (characters < 0)
                return new(Math.Max(id - 1, current.Floor + 1));
        }

        return new(last);
    }

    public async ValueTask RemoveHistoryAsync(Room room, long upTo)
    {
        var messages = await CountMessagesAsync(room, upTo);
        foreach (var (id, text, mentioned) in messageStatements.ListRemovable.List(row => (row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)), room.Id, upTo))
        {
            RemoveTerms(room, id, text);
            foreach (var userId in MentionList.Read(mentioned))
                messageStatements.RemoveMention.Execute(room.Id, userId, id);
        }

        RemoveTranslations(room, from: 1, upTo);
        RemovePatches(room, upTo);
        messageStatements.RemoveOldReactions.Execute(room.Id, upTo);
        messageStatements.RemoveMessages.Execute(room.Id, upTo);
        roomStatements.RemoveEvents.Execute(room.Id, upTo);
        FlushMembers();
        _members.Clear();
        memberStatements.RaiseMarkers.Execute(room.Id, upTo, messages);
        Move(room, current => current with { Floor = upTo });
    }
}
