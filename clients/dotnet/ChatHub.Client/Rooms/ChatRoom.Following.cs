using ChatHub.Contracts;

namespace ChatHub.Client;

public sealed partial class ChatRoom
{
    private readonly Turn _joining = new();
    private readonly Progress _progress = new();
    private string? _epoch;
    private long _seq;
    private HubLink? _link;
    private RoomSyncDto? _sync;
    private bool _isWanted;
    private bool _isJoining;
    private bool _isClosedMeanwhile;
    private int _resets;

    /// <summary>Whether its events come, or will as soon as there is a connection.</summary>
    public bool IsFollowed
    {
        get
        {
            lock (_lock)
                return _isWanted;
        }
    }

    /// <summary>The last event of the room's log that is shown; 0 for none.</summary>
    public long Seq
    {
        get
        {
            lock (_lock)
                return _seq;
        }
    }

    /// <summary>Ends the membership. The last owner cannot leave.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public async Task LeaveAsync(CancellationToken cancel = default)
    {
        await _core.Connection.CallAsync(
            async link =>
            {
                await link.InvokeAsync(HubMethods.LeaveRoom, new RoomRequest(Name), cancel).ConfigureAwait(false);
                return true;
            },
            cancel).ConfigureAwait(false);
        Close();
    }

    /// <summary>No more events come; the membership stays. What was shown is kept.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task UnfollowAsync(CancellationToken cancel = default)
    {
        lock (_lock)
            _isWanted = false;
        using var turn = await _joining.TakeAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_link is { } link)
                await link.InvokeAsync(HubMethods.Unfollow, new RoomRequest(Name), cancel).ConfigureAwait(false);
        }
        catch (LinkLostException)
        {
            // The following ended with the connection.
        }

        Close();
    }

    /// <summary>Follows, and waits until what was there when it was asked is shown.</summary>
    internal async Task JoinAsync(CancellationToken cancel)
    {
        lock (_lock)
            _isWanted = true;
        try
        {
            // Not cancelled half-way: the server would follow, and we not know.
            var sync = await _core.Connection.CallAsync(JoinOnAsync, _core.Connection.Stopped).WaitAsync(cancel).ConfigureAwait(false);
            await ShowsAsync(sync.Head, sync.Epoch).WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (ChatException) when (_core.Connection.State != ChatConnectionState.Ended)
        {
            Close();
            throw;
        }
    }

    /// <summary>After a new connection.</summary>
    internal async Task JoinAgainAsync()
    {
        if (!IsFollowed)
            return;
        try
        {
            await _core.Connection.CallAsync(JoinOnAsync, _core.Connection.Stopped).ConfigureAwait(false);
        }
        catch (ChatException e) when (_core.Connection.State != ChatConnectionState.Ended)
        {
            Close();
            _core.Events.Tell(new RoomClosed(this, e.Code));
        }
    }

    internal void TakeClosed(HubLink link, string reason)
    {
        lock (_lock)
        {
            if (link != _link)
                return;
            // The end of the following before, or of the new one: joining once more tells.
            _isClosedMeanwhile = _isJoining;
            if (_isJoining)
                return;
        }

        Close();
        _core.Events.Tell(new RoomClosed(this, reason));
    }

    internal void Take(HubLink link, RoomEventsDto batch)
    {
        lock (_lock)
        {
            if (link != _link)
                return;
            if (batch.Reset is not null || (_epoch is not null && _epoch != batch.Epoch))
                Forget(batch);
            else if (_epoch is null)
                (_epoch, _seq) = (batch.Epoch, batch.From - 1);
            // Never a gap: another connection goes on from the cursor.
            if (batch.From > _seq + 1)
            {
                link.Abort();
                return;
            }

            foreach (var entry in batch.Events.Where(entry => entry.Seq > _seq))
                Apply(entry);
            _progress.Reach(batch.Epoch, _seq);
            Show();
        }
    }

    /// <summary>Joins on this connection, unless that is done.</summary>
    private async Task<RoomSyncDto> JoinOnAsync(HubLink link)
    {
        using var turn = await _joining.TakeAsync(_core.Connection.Stopped).ConfigureAwait(false);
        try
        {
            if (_link == link && _sync is { } done)
                return done;
            while (true)
            {
                var (request, reading) = BeginJoin(link);
                var sync = await link.InvokeAsync<RoomSyncDto>(HubMethods.JoinRoom, request, _core.Connection.Stopped).ConfigureAwait(false);
                if (EndJoin(sync, request, reading))
                    return sync;
            }
        }
        finally
        {
            lock (_lock)
                _isJoining = false;
        }
    }

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
    private bool EndJoin(RoomSyncDto sync, JoinRoomRequest request, string? reading)
    {
        lock (_lock)
        {
            (Info, _sync) = (sync.Room, sync);
            // The first batch may have come before; with a reset it comes in any case.
            if (_epoch is null && sync.Reset is null)
                (_epoch, _seq) = (sync.Epoch, sync.From - 1);
            Advance(sync.Translations);
            if (request.After is not null && sync.Reset is null && reading != sync.Translations?.Language)
                ClientCore.Begin(() => TranslateAgainAsync(_core.Connection.Stopped));
            _isJoining = false;
            _core.Keeper.Mark(this);
            return !_isClosedMeanwhile;
        }
    }

    private void Forget(RoomEventsDto batch)
    {
        _timeline.Clear();
        _unplaced.Clear();
        _resets++;
        (_epoch, _seq) = (batch.Epoch, batch.From - 1);
        // Where the answer that says so has come before, translations start from there.
        _translations = _sync is { Reset: not null } ? _sync.Translations : null;
        _core.Events.Tell(new RoomReset(this, batch.Reset?.Reason ?? "epoch_changed"));
    }

    private void Apply(RoomEventDto entry)
    {
        _seq = entry.Seq;
        if (entry is { Type: "message.posted", Message: { ClientMessageId: { } key } posted } && posted.Sender == _core.Username)
            SettleByEvent(key, new ReceiptDto(Name, posted.Id, posted.At, Duplicate: false));
        if (_timeline.Apply(entry) && _loads > 0)
            _unplaced.Add(() => _timeline.Apply(entry));
        _core.Events.Tell(new RoomEventReceived(this, entry));
    }

    /// <summary>Waits until the event is shown, or the room is not followed any more.</summary>
    private Task ShowsAsync(long seq, string? epoch = null)
    {
        lock (_lock)
        {
            var history = epoch ?? _epoch;
            return !_isWanted || (_epoch == history && _seq >= seq) ? Task.CompletedTask : _progress.UntilAsync(history, seq);
        }
    }

    private void Close()
    {
        lock (_lock)
        {
            (_isWanted, _link, _sync) = (false, null, null);
            _progress.ReleaseAll();
            _core.Keeper.Mark(this);
        }
    }

    internal void End()
    {
        lock (_lock)
            _progress.ReleaseAll();
    }
}
