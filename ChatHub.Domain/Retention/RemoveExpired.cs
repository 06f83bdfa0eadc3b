using ChatHub.Domain.Log;

namespace ChatHub.Domain.Retention;

/// <summary>Removes the oldest events of a room that are past its retention, a limited number at once so that no other write waits long. Answers whether there may be more.</summary>
public sealed class RemoveExpired(string room) : RoomChange<bool>
{
    /// <summary>At about 20 µs each, some 10 ms.</summary>
    private const int Limit = 500;

    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        if (await transaction.FindRoomAsync(room) is not { Settings.RetentionDays: { } days } found)
            return false;
        if (await transaction.FindExpiredAsync(found, transaction.Now.AddDays(-days), Limit) is not { } upTo)
            return false;
        await transaction.RemoveHistoryAsync(found, upTo);
        return upTo - found.Floor == Limit;
    }
}
