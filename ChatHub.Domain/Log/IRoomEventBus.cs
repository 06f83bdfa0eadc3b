namespace ChatHub.Domain.Log;

/// <summary>
/// Tells this node's listeners what was committed. A hint, not the truth: a listener that misses one sees the gap in the seqs and reads the log.
/// </summary>
public interface IRoomEventBus
{
    /// <summary>Called by the log after each commit, with its events in the order of the commit.</summary>
    void Publish(IReadOnlyList<RoomEvent> events);

    /// <summary>
    /// Listens until disposed. The listener is called one batch at a time, on the log's own thread: it takes note and returns at once.
    /// </summary>
    IDisposable Subscribe(Action<IReadOnlyList<RoomEvent>> listener);
}
