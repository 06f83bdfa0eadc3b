using ChatHub.Contracts;

namespace ChatHub.Client;

public sealed partial class ChatRoom
{
    private readonly Turn _joining = new();

    /// <summary>Whether the app has asked to join, and there is no answer yet.</summary>
    private bool _isAsked;
    private int _asks;
    private bool _isJoining;
    private bool _isClosedMeanwhile;

    /// <summary>Follows, and waits until what was there when it was asked is shown.</summary>
    internal Task JoinAsync(CancellationToken cancel) => JoinInTurnAsync().WaitAsync(cancel);

    // Not cancelled half-way: the server would follow, and we not know; or it would refuse, and we go on asking.
    private async Task JoinInTurnAsync()
    {
        int ask;
        lock (_lock)
        {
            (_isWanted, _isAsked) = (true, true);
            ask = ++_asks;
        }

        try
        {
            if (await _core.Connection.CallAsync(JoinOnAsync, _core.Connection.Stopped).ConfigureAwait(false) is { } sync)
                await ShowsAsync(sync.Head, sync.Epoch).ConfigureAwait(false);
        }
        catch (ChatException) when (!_core.IsOver)
        {
            lock (_lock)
            {
                // Who has asked since is to be refused, too.
                if (_asks == ask)
                    Close();
            }

            throw;
        }
    }

    /// <summary>After a new connection.</summary>
    internal async Task JoinAgainAsync()
    {
        for (var attempt = 0; IsFollowed; attempt++)
        {
            try
            {
                await _core.Connection.CallAsync(JoinOnAsync, _core.Connection.Stopped).ConfigureAwait(false);
                return;
            }
            catch (ChatException e) when (e.IsOdd && !_core.IsOver)
            {
                await Task.Delay(e.RetryAfter ?? _core.Options.ReconnectDelay(attempt), _core.Options.Time, _core.Connection.Stopped).ConfigureAwait(false);
            }
            catch (ChatException e) when (!_core.IsOver)
            {
                CloseUnlessAsked(e.Code);
                return;
            }
        }
    }

    /// <summary>Joins on this connection, unless that is done.</summary>
    /// <returns>Null when the room is not to be followed any more, or cannot be.</returns>
    private async Task<RoomSyncDto?> JoinOnAsync(HubLink link)
    {
        using var turn = await _joining.TakeAsync(_core.Connection.Stopped).ConfigureAwait(false);
        try
        {
            bool isAsked;
            lock (_lock)
            {
                if (!_isWanted)
                    return null;
                isAsked = _isAsked;
                // One that is no more takes no place from the one of now.
                if (link.Closed.IsCompleted)
                    throw new LinkLostException(cause: null);
                if (_link == link && _sync is { } done)
                {
                    _isAsked = false;
                    return done;
                }
            }

            for (; ; isAsked = false)
            {
                // Joining would undo what ended the membership elsewhere meanwhile.
                if (!isAsked && !await IsMemberAsync().ConfigureAwait(false) && CloseUnlessAsked("left"))
                    return null;

                var (request, reading) = BeginJoin(link);
                var sync = await link.InvokeAsync<RoomSyncDto>(HubMethods.JoinRoom, request, _core.Connection.Stopped).ConfigureAwait(false);
                if (EndJoin(link, sync, request, reading))
                    return sync;
            }
        }
        finally
        {
            lock (_lock)
                _isJoining = false;
        }
    }

    private async Task<bool> IsMemberAsync()
        => (await _core.GetAsync<RoomDto>($"/rooms/{Uri.EscapeDataString(Name)}", _core.Connection.Stopped).ConfigureAwait(false)).Role is not null;

    private (JoinRoomRequest Request, string? Reading) BeginJoin(HubLink link)
    {
        lock (_lock)
        {
            (_link, _sync, _isJoining, _isClosedMeanwhile) = (link, null, true, false);
            return _epoch is null
                ? (new JoinRoomRequest(Name, After: null, _core.Options.Backlog), null)
                : (new JoinRoomRequest(Name, new CursorDto(_epoch, _seq, _translations), Backlog: null), _translations?.Language);
        }
    }

    /// <returns>Whether it is joined; if not, it is to be tried once more.</returns>
    private bool EndJoin(HubLink link, RoomSyncDto sync, JoinRoomRequest request, string? reading)
    {
        lock (_lock)
        {
            (Info, _sync) = (sync.Room, sync);
            // The first batch may have come before; with a reset it comes in any case.
            if (_epoch is null && sync.Reset is null)
                BeginAt(sync.Epoch, sync.From);
            Advance(sync.Translations);
            // It was followed all the time, and what came meanwhile was not taken: another connection goes on from the cursor.
            if (sync.Reset is null && sync.From > _seq + 1)
                link.Abort();
            if (request.After is not null && sync.Reset is null && reading != sync.Translations?.Language)
                ClientCore.Begin(() => TranslateAgainAsync(_core.Connection.Stopped));
            (_isJoining, _isAsked) = (false, false);
            _core.Keeper.Mark(this);
            return !_isClosedMeanwhile;
        }
    }

    /// <summary>Not where the app asks to join just now: that decides.</summary>
    private bool CloseUnlessAsked(string reason)
    {
        lock (_lock)
        {
            if (_isAsked)
                return false;
            Close();
        }

        _core.Events.Tell(new RoomClosed(this, reason));
        return true;
    }
}
