using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Messages;

/// <summary>Reads the messages of a room as they are now. Safe for any number of callers; a page costs the same however long the room is.</summary>
public interface IMessageHistory
{
    /// <summary>The newest messages with an id below <paramref name="before"/>, oldest first.</summary>
    Task<IReadOnlyList<Message>> ReadBeforeAsync(Room room, long before, int limit, CancellationToken cancel);

    /// <summary>The oldest messages with an id above <paramref name="after"/>, oldest first.</summary>
    Task<IReadOnlyList<Message>> ReadAfterAsync(Room room, long after, int limit, CancellationToken cancel);

    Task<Message?> FindAsync(Room room, long id, CancellationToken cancel);
}
