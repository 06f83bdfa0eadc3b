using ChatHub.Domain.Retention;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Retention;

/// <inheritdoc/>
internal sealed class RetentionRooms(IDatabaseReader database) : IRetentionRooms
{
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await context.Rooms.Where(room => room.RetentionDays != null).Select(room => room.Name).ToListAsync(cancel);
    }
}
