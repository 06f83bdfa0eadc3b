using ChatHub.Contracts;

namespace ChatHub.Client;

public sealed partial class ChatRoom
{
    /// <summary>Ends the membership. The last owner cannot leave. What else was asked of the room before comes first.</summary>
    /// <param name="cancel">Ends the waiting, and not the leaving.</param>
    /// <exception cref="ChatException">The server's refusal: the room is still followed, if it was.</exception>
    public Task LeaveAsync(CancellationToken cancel = default) => LeaveInTurnAsync().WaitAsync(cancel);

    /// <summary>No more events come; the membership stays. What was shown is kept.</summary>
    /// <param name="cancel">Ends the waiting, and not the end of following.</param>
    public Task UnfollowAsync(CancellationToken cancel = default) => UnfollowInTurnAsync().WaitAsync(cancel);

    private async Task LeaveInTurnAsync()
    {
        // From now on nothing joins again, whatever connections come and go; who asks to join later waits for the turn.
        var wasWanted = WantNoMore();
        using var turn = await _joining.TakeAsync(_core.Connection.Stopped).ConfigureAwait(false);
        var isAgain = false;
        try
        {
            await _core.Connection.CallAsync(
                async link =>
                {
                    var wasHeard = isAgain;
                    isAgain = true;
                    try
                    {
                        await link.InvokeAsync(HubMethods.LeaveRoom, new RoomRequest(Name), _core.Connection.Stopped).ConfigureAwait(false);
                    }
                    catch (ChatException e) when (wasHeard && e.Code == "room_not_found")
                    {
                        // A private room, and the answer to the call before was lost.
                    }

                    return true;
                },
                _core.Connection.Stopped).ConfigureAwait(false);
        }
        catch (ChatException) when (wasWanted && !_core.IsOver)
        {
            lock (_lock)
                _isWanted = true;
            _core.Keeper.Mark(this);
            ClientCore.Begin(JoinAgainAsync);
            throw;
        }

        Detach();
    }

    private async Task UnfollowInTurnAsync()
    {
        WantNoMore();
        using var turn = await _joining.TakeAsync(_core.Connection.Stopped).ConfigureAwait(false);
        await UnfollowOnAsync(_link).ConfigureAwait(false);
        Detach();
    }

    private async Task UnfollowOnAsync(HubLink? link)
    {
        for (var attempt = 0; link is { Closed.IsCompleted: false }; attempt++)
        {
            try
            {
                await link.InvokeAsync(HubMethods.Unfollow, new RoomRequest(Name), _core.Connection.Stopped).ConfigureAwait(false);
                return;
            }
            catch (LinkLostException)
            {
                // The following ended with the connection.
                return;
            }
            catch (ChatException e) when (e.IsPassing)
            {
                await Task.Delay(e.RetryAfter ?? _core.Options.ReconnectDelay(attempt), _core.Options.Time, _core.Connection.Stopped).ConfigureAwait(false);
            }
            catch (ChatException)
            {
                // The room or the session is gone; what still comes is not taken.
                return;
            }
        }
    }

    /// <returns>Whether it was wanted before.</returns>
    private bool WantNoMore()
    {
        lock (_lock)
        {
            var wasWanted = _isWanted;
            (_isWanted, _isAsked) = (false, false);
            _core.Keeper.Mark(this);
            return wasWanted;
        }
    }
}
