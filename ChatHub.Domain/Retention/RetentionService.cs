using ChatHub.Domain.Log;

namespace ChatHub.Domain.Retention;

/// <summary>
/// Keeps the promise of a room's <c>retentionDays</c>: what is older is removed for good, from the log, the messages and the search index, while the seqs
/// go on. Safe to run beside everything else.
/// </summary>
public sealed class RetentionService(IRetentionRooms rooms, IRoomLog log)
{
    /// <summary>Removes all that is past its time.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        foreach (var room in await rooms.ListAsync(cancel))
        {
            while (await log.AppendAsync(new RemoveExpired(room)))
                cancel.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>Knows the rooms whose history is not kept for ever.</summary>
public interface IRetentionRooms
{
    /// <summary>Their names.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancel);
}
