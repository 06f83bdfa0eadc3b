using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Rooms;

/// <inheritdoc/>
internal sealed class RoomDirectory(IDatabaseReader database) : IRoomDirectory
{
    public async Task<RoomView?> FindAsync(string name, long userId, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var found = await View(context, context.Rooms.Where(room => room.Name == name), userId).SingleOrDefaultAsync(cancel);
        return found?.ToView();
    }

    public async Task<IReadOnlyList<RoomView>> ListAsync(long userId, string afterName, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rooms = context.Rooms
            .Where(room => string.Compare(room.Name, afterName) > 0)
            .Where(room => room.Visibility == (int)RoomVisibility.Public || context.Members.Any(member => member.RoomId == room.Id && member.UserId == userId))
            .OrderBy(room => room.Name).Take(limit);
        var found = await View(context, rooms, userId).OrderBy(row => row.Room.Name).ToListAsync(cancel);
        return found.ConvertAll(row => row.ToView());
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
        return found.ConvertAll(row => ToMember(row.Member, row.User));
    }

    private static IQueryable<ViewRow> View(ChatHubContext context, IQueryable<RoomRow> rooms, long userId) =>
        from room in rooms
        from member in context.Members.Where(member => member.RoomId == room.Id && member.UserId == userId).DefaultIfEmpty()
        from user in context.Users.Where(user => user.Id == member.UserId).DefaultIfEmpty()
        select new ViewRow { Room = room, Member = member, User = user };

    private static RoomMember ToMember(MemberRow row, UserRow user)
        => new(row.RoomId, row.UserId, user.Username, user.DisplayName, user.Language, (RoomRole)row.Role, row.LastRead, row.MessagesRead);

    private sealed class ViewRow
    {
        public required RoomRow Room { get; init; }

        public MemberRow? Member { get; init; }

        public UserRow? User { get; init; }

        public RoomView ToView()
        {
            var room = new Room(
                Room.Id, Room.Name, Room.Title, Room.Topic, (RoomVisibility)Room.Visibility,
                DateTimeOffset.FromUnixTimeMilliseconds(Room.CreatedAt), Room.Head, Room.Messages);
            return new RoomView(room, Member is null ? null : ToMember(Member, User!));
        }
    }
}
