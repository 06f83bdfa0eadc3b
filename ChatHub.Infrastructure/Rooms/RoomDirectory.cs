using ChatHub.Domain.Moderation;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Rooms;

/// <inheritdoc/>
internal sealed class RoomDirectory(IDatabaseReader database, TimeProvider time) : IRoomDirectory
{
    public async Task<RoomView?> FindAsync(string name, long userId, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var found = await View(context, context.Rooms.Where(room => room.Name == name), [userId]).ToListAsync(cancel);
        return (await WithOthersAsync(context, found, cancel)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<RoomView>> ListAsync(long userId, string afterName, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rooms = context.Rooms
            .Where(room => string.Compare(room.Name, afterName) > 0)
            .Where(room => (room.Visibility == (int)RoomVisibility.Public
                    && !context.Restrictions.Any(row => row.RoomId == room.Id && row.UserId == userId && row.Kind == (int)RestrictionKind.Ban && (row.Until == null || row.Until > now)))
                || context.Members.Any(member => member.RoomId == room.Id && member.UserId == userId))
            .OrderBy(room => room.Name).Take(limit);
        var found = await View(context, rooms, [userId]).OrderBy(row => row.Room.Name).ToListAsync(cancel);
        return await WithOthersAsync(context, found, cancel);
    }

    public async Task<IReadOnlyList<RoomView>> ListAsync(IReadOnlyCollection<long> roomIds, IReadOnlyCollection<long> userIds, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var found = await View(context, context.Rooms.Where(room => roomIds.Contains(room.Id)), userIds).Where(row => row.Member != null).ToListAsync(cancel);
        return await WithOthersAsync(context, found, cancel);
    }

    public async Task<IReadOnlyList<RoomMember>> ListMembersAsync(long roomId, long afterUserId, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var found = await (
            from member in context.Members
            where member.RoomId == roomId && member.UserId > afterUserId
            join user in context.Users on member.UserId equals user.Id
            orderby member.UserId
            select new { Member = member, User = user }).Take(limit).ToListAsync(cancel);
        return found.ConvertAll(row => RoomViewRow.ToMember(row.Member, row.User));
    }

    public async Task<IReadOnlyList<long>> ListRoomIdsAsync(long userId, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await context.Members.Where(member => member.UserId == userId).Select(member => member.RoomId).ToListAsync(cancel);
    }

    public async Task<int> CountMembersAsync(long roomId, IReadOnlyCollection<long> userIds, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await context.Members.CountAsync(member => member.RoomId == roomId && userIds.Contains(member.UserId), cancel);
    }

    private IQueryable<RoomViewRow> View(ChatHubContext context, IQueryable<RoomRow> rooms, IReadOnlyCollection<long> userIds)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return from room in rooms
               from member in context.Members.Where(member => member.RoomId == room.Id && userIds.Contains(member.UserId)).DefaultIfEmpty()
               from user in context.Users.Where(user => user.Id == member.UserId).DefaultIfEmpty()
               select new RoomViewRow
               {
                   Room = room,
                   Member = member,
                   User = user,
                   IsBanned = member == null && context.Restrictions.Any(row =>
                       row.RoomId == room.Id && userIds.Contains(row.UserId) && row.Kind == (int)RestrictionKind.Ban && (row.Until == null || row.Until > now)),
                   MuteEnd = context.Restrictions.Where(row => row.RoomId == room.Id && row.UserId == member.UserId && row.Kind == (int)RestrictionKind.Mute)
                       .Select(row => row.Until ?? long.MaxValue).FirstOrDefault(),
               };
    }

    /// <summary>Names the other person of each direct conversation: one more query, if there is any.</summary>
    private static async Task<IReadOnlyList<RoomView>> WithOthersAsync(ChatHubContext context, List<RoomViewRow> rows, CancellationToken cancel)
    {
        var direct = rows.Where(row => row.Room.Kind == (int)RoomKind.Direct && row.Member is not null).ToList();
        var otherIds = direct.Select(row => DirectPair.OtherThan(row.Room.DirectKey!, row.Member!.UserId)).Distinct().ToList();
        var names = otherIds.Count == 0
            ? []
            : await context.Users.Where(user => otherIds.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Username, cancel);
        return rows.ConvertAll(row => row.ToView(direct.Contains(row) ? names[DirectPair.OtherThan(row.Room.DirectKey!, row.Member!.UserId)] : null));
    }
}
