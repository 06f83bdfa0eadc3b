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
        var found = await ReadAsync(context, context.Messages.Where(row => row.RoomId == room.Id && row.Id < before).OrderByDescending(row => row.Id).Take(limit), cancel);
        found.Sort((left, right) => left.Id.CompareTo(right.Id));
        return found;
    }

    public async Task<IReadOnlyList<Message>> ReadAfterAsync(Room room, long after, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await ReadAsync(context, context.Messages.Where(row => row.RoomId == room.Id && row.Id > after).OrderBy(row => row.Id).Take(limit), cancel);
    }

    public async Task<Message?> FindAsync(Room room, long id, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return (await ReadAsync(context, context.Messages.Where(row => row.RoomId == room.Id && row.Id == id), cancel)).FirstOrDefault();
    }

    internal static Message ToMessage(MessageRow row, string sender)
        => new(row.Id, sender, row.Text, row.Language, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Revision)
        {
            ReplyTo = row.ReplyTo,
            ClientMessageId = row.ClientMessageId,
        };

    private static async Task<List<Message>> ReadAsync(ChatHubContext context, IQueryable<MessageRow> query, CancellationToken cancel)
    {
        var rows = await query.Select(row => new { Row = row, Sender = context.Users.Single(user => user.Id == row.SenderId).Username }).ToListAsync(cancel);
        return rows.ConvertAll(found => ToMessage(found.Row, found.Sender));
    }
}
