using System.Collections.Concurrent;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation.Glossaries;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Translation;

/// <summary>Keeps the glossaries that were read last, <see cref="Limit"/> at most, because every message of a room needs its room's.</summary>
internal sealed class GlossaryReader(IDatabaseReader database) : IGlossaryReader
{
    private const int Limit = 1000;

    private readonly ConcurrentDictionary<long, (int Version, Glossary Glossary)> _known = new();

    public async Task<Glossary> ReadAsync(Room room, CancellationToken cancel)
    {
        if (room.GlossaryVersion == 0)
            return Glossary.Empty;
        if (_known.TryGetValue(room.Id, out var known) && known.Version >= room.GlossaryVersion)
            return known.Glossary;
        await using var context = database.OpenContext();
        var row = await (
            from owner in context.Rooms
            where owner.Id == room.Id
            join glossary in context.Glossaries on owner.Id equals glossary.RoomId
            select new { owner.GlossaryVersion, glossary.Terms }).SingleAsync(cancel);
        if (_known.Count >= Limit)
            _known.Clear();
        var read = GlossaryJson.Read(row.Terms);
        _known[room.Id] = (row.GlossaryVersion, read);
        return read;
    }
}
