using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Database.Sqlite;

namespace ChatHub.Infrastructure.Log;

/// <summary>The log on SQLite: changes go through the one writer.</summary>
internal sealed class SqliteRoomLog(SqliteWriter writer, EventReader reader, Installation installation) : IRoomLog
{
    public string Epoch => installation.Epoch;

    public bool IsBusy => writer.IsBusy;

    public Task<TResult> AppendAsync<TResult>(RoomChange<TResult> change) => writer.QueueAsync(session =>
    {
        // On SQLite nothing a change awaits is ever pending.
        var applied = change.ApplyAsync(session.Rooms);
        return applied.IsCompleted ? applied.GetAwaiter().GetResult() : throw new InvalidOperationException("A change waited for something else than its transaction.");
    }, change.IsPatient);

    public Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel)
        => reader.ReadAsync(room, after, upTo, limit, cancel);
}
