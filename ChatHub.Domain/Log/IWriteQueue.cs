namespace ChatHub.Domain.Log;

/// <summary>Where every write of this node waits for its turn, those of the rooms' logs and all others. Safe for any number of callers.</summary>
public interface IWriteQueue
{
    /// <summary>
    /// Takes no more writes, for good: from now on they are refused as <c>unavailable</c>. Completes when every write that was taken is settled, durable or refused.
    /// </summary>
    /// <param name="retryAfter">What the refusals say.</param>
    Task CloseAsync(TimeSpan retryAfter);
}
