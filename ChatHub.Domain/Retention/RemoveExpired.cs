using ChatHub.Domain.Log;

namespace ChatHub.Domain.Retention;

/// <summary>Removes the oldest events of a room that are past its retention, a few at once so that no other write waits long. Answers whether there were any.</summary>
public sealed class RemoveExpired(string room) : RoomChange<bool>
{
    // Each character may be a term of its own to be taken out of the search index.
    private const int MaxCharacters = 10_000;
    private const int MaxEvents = 500;

    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        if (await transaction.FindRoomAsync(room) is not { Settings.RetentionDays: { } days } found)
            return false;
        if (await transaction.FindExpiredAsync(found, transaction.Now.AddDays(-days), MaxEvents, MaxCharacters) is not { } upTo)
            return false;
        await transaction.RemoveHistoryAsync(found, upTo);
        return true;
    }
}
