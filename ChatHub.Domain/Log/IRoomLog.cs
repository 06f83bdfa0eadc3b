using ChatHub.Domain.Errors;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Log;

/// <summary>
/// The log of every room: the truth that all else is a view of. Safe for any number of callers; changes are committed in the order in which
/// they were appended, many to a transaction, save that patient ones (<see cref="RoomChange{TResult}.IsPatient"/>) may come later.
/// </summary>
public interface IRoomLog
{
    /// <summary>Names this history: it changes when a backup is restored, so that no cursor of the other history is honoured.</summary>
    string Epoch { get; }

    /// <summary>Whether changes are on their way to being committed now, of whichever room: a hint for who would rather wait for them.</summary>
    bool IsBusy { get; }

    /// <summary>
    /// Applies a change. Its place in the order, unless it is patient, is taken before this method returns; the task completes after the commit, when the change
    /// survives a kill and a power cut, and after its events went to the <see cref="IRoomEventBus"/>.
    /// </summary>
    /// <exception cref="RefusedException">The change's own refusals, and <c>unavailable</c> when the queue is full or the database fails.</exception>
    Task<TResult> AppendAsync<TResult>(RoomChange<TResult> change);

    /// <summary>
    /// Up to <paramref name="limit"/> events of a room in order, from <paramref name="after"/> + 1 to <paramref name="upTo"/>;
    /// messages as they are now. Without a hole, but retention may have removed the first ones: then the answer starts later, or is empty.
    /// </summary>
    Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel);
}
