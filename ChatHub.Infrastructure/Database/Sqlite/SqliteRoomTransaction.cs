using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Time;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Infrastructure.Log;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// The rooms within the writer's current transaction. Each room and member that a batch touches is read once; a room's head and a member's
/// marker, which every message moves, are written once, and the search index in its own order, at the end (<see cref="Flush"/>). Used by the writer's thread only.
/// </summary>
internal sealed partial class SqliteRoomTransaction(
    SqliteRoomStatements roomStatements, SqliteMemberStatements memberStatements, SqliteMessageStatements messageStatements,
    SqliteTranslationStatements translationStatements, Pepper pepper, TimeProvider time)
    : IRoomTransaction
{
    private List<RoomEvent> _events = [];

    public DateTimeOffset Now => time.GetUtcMilliseconds();

    /// <summary>Counts writes, so that a refusal after a write can be told from one before.</summary>
    public long Writes { get; private set; }

    /// <summary>Whether a text or a name was taken away.</summary>
    public bool HasRemoved { get; private set; }

    public ValueTask<RoomEvent> AppendAsync(Room room, EventDraft draft)
        => new(Append(room, draft.Type, draft.Actor, entry => entry with { Member = draft.Member, EndsMembership = draft.EndsMembership, Details = draft.Details }));

    /// <summary>Writes what was put off.</summary>
    public void Flush()
    {
        FlushRooms();
        FlushMembers();
        FlushTerms();
    }

    /// <summary>Forgets what the transaction held.</summary>
    /// <returns>What is in the logs from now on.</returns>
    public CommittedChanges End()
    {
        _tseqs.Clear();
        _rooms.Clear();
        _members.Clear();
        HasRemoved = false;
        var committed = new CommittedChanges(_events, _patches);
        (_events, _patches) = ([], []);
        return committed;
    }

    private RoomEvent Append(Room room, RoomEventType type, Person? actor, Func<RoomEvent, RoomEvent> complete, long? messageId = null, long? subjectId = null, int messages = 0)
    {
        var moved = MoveHead(room, messages);
        // A newcomer's event is written before the newcomer, because it says with which seq they joined.
        var entry = complete(new RoomEvent(room.Id, room.Name, moved.Head, type, Now, actor?.Username) { ActorId = actor?.Id, RoomSize = moved.Members + (type == RoomEventType.MemberJoined ? 1 : 0) });
        roomStatements.AddEvent.Execute(
            room.Id, entry.Seq, (int)type, entry.At.ToUnixTimeMilliseconds(), actor?.Id, subjectId ?? entry.Member?.UserId, messageId,
            EventDetails.Write(entry), moved.Messages);
        _events.Add(entry);
        return entry;
    }
}

/// <summary>What a transaction has put into the rooms' logs, and into those of their translations, each in its order.</summary>
internal sealed record CommittedChanges(IReadOnlyList<RoomEvent> Events, IReadOnlyList<TranslationPatch> Patches);
