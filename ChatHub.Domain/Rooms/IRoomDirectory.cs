namespace ChatHub.Domain.Rooms;

/// <summary>Reads rooms and their members; decides nothing about who may see them. Safe for any number of callers.</summary>
public interface IRoomDirectory
{
    /// <summary>The room and the user's place in it; null when there is no such room.</summary>
    Task<RoomView?> FindAsync(string name, long userId, CancellationToken cancel);

    /// <summary>The rooms that the user is in and the public ones that the user is not banned from, by name, after <paramref name="afterName"/>.</summary>
    Task<IReadOnlyList<RoomView>> ListAsync(long userId, string afterName, int limit, CancellationToken cancel);

    /// <summary>Some rooms as some users see them, with one query however many there are. Users who are no members are left out.</summary>
    Task<IReadOnlyList<RoomView>> ListAsync(IReadOnlyCollection<long> roomIds, IReadOnlyCollection<long> userIds, CancellationToken cancel);

    /// <summary>A room's members in the order of their accounts, after <paramref name="afterUserId"/>.</summary>
    Task<IReadOnlyList<RoomMember>> ListMembersAsync(long roomId, long afterUserId, int limit, CancellationToken cancel);

    /// <summary>The rows of the rooms that a user is in.</summary>
    Task<IReadOnlyList<long>> ListRoomIdsAsync(long userId, CancellationToken cancel);

    /// <summary>How many of some users are members of a room.</summary>
    Task<int> CountMembersAsync(long roomId, IReadOnlyCollection<long> userIds, CancellationToken cancel);
}
