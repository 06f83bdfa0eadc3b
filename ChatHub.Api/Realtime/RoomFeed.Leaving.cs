namespace ChatHub.Api.Realtime;

/// <summary>Leaving by a connection's own call: then that call's answer says what <c>RoomClosed</c> would, unless it is refused.</summary>
internal sealed partial class RoomFeed
{
    /// <summary>From here on the following is closed without a word.</summary>
    public void BeginLeaving(Following following)
    {
        lock (_lock)
            following.IsLeaving = true;
    }

    /// <summary>
    /// The leaving was refused. If something else has closed the following meanwhile, a ban for one, which may be why it was refused, the client is told
    /// now: else it would wait for events that never come.
    /// </summary>
    public void CancelLeaving(Following following)
    {
        lock (_lock)
        {
            following.IsLeaving = false;
            if (following.UnsaidReason is { } reason)
                SayClosed(following, reason);
            following.UnsaidReason = null;
        }
    }

    /// <summary>Called with the lock held.</summary>
    private void SayClosed(Following following, string reason)
    {
        if (following.IsLeaving)
            following.UnsaidReason = reason;
        else
            _ = following.Connection.Outbox.PostAsync(HubMessages.RoomClosed(room.Name, reason), stale: null);
    }
}
