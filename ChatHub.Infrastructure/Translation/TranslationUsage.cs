using ChatHub.Domain.Time;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Translation;

/// <inheritdoc/>
internal sealed class TranslationUsage(IDatabaseReader database) : ITranslationUsage
{
    public async Task<IReadOnlyList<DailyUse>> ListAsync(int sinceDay, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await (
            from use in context.TranslationUse
            where use.Day >= sinceDay
            join room in context.Rooms on use.RoomId equals room.Id
            orderby use.Day descending, use.Characters descending, room.Name
            select new { use.Day, Room = room.Name, use.Provider, use.Texts, use.Characters }).ToListAsync(cancel);
        return rows.ConvertAll(row => new DailyUse(UnixDay.ToDate(row.Day), row.Room, new TranslationUse(row.Provider, row.Texts, row.Characters)));
    }
}
