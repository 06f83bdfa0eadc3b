namespace ChatHub.Domain.Rooms;

/// <summary>Reads rooms and their members; decides nothing about who may see them. Safe for any number of callers.</summary>
public interface IRoomDirectory
{
    /// <summary>The room and the user's place in it; null when there is no such room.</summary>
    Task<RoomView?> FindAsync(string name, long userId, CancellationToken cancel);

    /// <summary>The rooms that the user is in and the public ones, by name, after <paramref name="afterName"/>.</summary>
    Task<IReadOnlyList<RoomView>> ListAsync(long userId, string afterName, int limit, CancellationToken cancel);

    /// <summary>A room's members in the order of their accounts, after <paramref name="afterUserId"/>.</summary>
    Task<IReadOnlyList<RoomMember>> ListMembersAsync(long roomId, long afterUserId, int limit, CancellationToken cancel);
}
