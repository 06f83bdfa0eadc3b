using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Messages;

/// <inheritdoc/>
internal sealed class MessageHistory(IDatabaseReader database) : IMessageHistory
{
    public async Task<IReadOnlyList<Message>> ReadBeforeAsync(Room room, long before, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await context.Messages.Where(row => row.RoomId == room.Id && row.Id < before).OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancel);
        rows.Reverse();
        return await MessageLoader.LoadAsync(context, rows, cancel);
    }

    public async Task<IReadOnlyList<Message>> ReadAfterAsync(Room room, long after, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await context.Messages.Where(row => row.RoomId == room.Id && row.Id > after).OrderBy(row => row.Id).Take(limit).ToListAsync(cancel);
        return await MessageLoader.LoadAsync(context, rows, cancel);
    }

    public async Task<Message?> FindAsync(Room room, long id, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await context.Messages.Where(row => row.RoomId == room.Id && row.Id == id).ToListAsync(cancel);
        return rows.Count == 0 ? null : (await MessageLoader.LoadAsync(context, rows, cancel))[0];
    }
}
