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

    /// <summary>Whether the app has asked to join, and there is no answer yet.</summary>
    private bool _isAsked;
    private int _asks;
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

    /// <summary>Ends the membership. The last owner cannot leave. What else was asked of the room before comes first.</summary>
    /// <param name="cancel">Ends the waiting, and not the leaving.</param>
    /// <exception cref="ChatException">The server's refusal: the room is still followed, if it was.</exception>
    public Task LeaveAsync(CancellationToken cancel = default) => LeaveInTurnAsync().WaitAsync(cancel);

    /// <summary>No more events come; the membership stays. What was shown is kept.</summary>
    /// <param name="cancel">Ends the waiting, and not the end of following.</param>
    public Task UnfollowAsync(CancellationToken cancel = default) => UnfollowInTurnAsync().WaitAsync(cancel);

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

        CloseFor(reason);
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
                BeginAt(batch.Epoch, batch.From);
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

    /// <summary>The first cursor. What is shown already, one's own messages or pages of history, may be apart from what comes: it would leave a hole that nothing fills.</summary>
    private void BeginAt(string epoch, long from)
    {
        (_epoch, _seq) = (epoch, from - 1);
        _resets++;
        if (_timeline.Messages.Count == 0)
            return;
        _timeline.Clear();
        Show();
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

    /// <summary>Waits until the event is shown, or is not to be shown any more.</summary>
    private Task ShowsAsync(long seq, string? epoch = null)
    {
        lock (_lock)
        {
            var history = epoch ?? _sync?.Epoch ?? _epoch;
            var isShown = _epoch == history && _seq >= seq;
            var isGone = !_isWanted || _core.Connection.State == ChatConnectionState.Ended || (_sync is { } now && now.Epoch != history);
            return isShown || isGone ? Task.CompletedTask : _progress.UntilAsync(history, seq);
        }
    }

    private void CloseFor(string reason)
    {
        Close();
        _core.Events.Tell(new RoomClosed(this, reason));
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

    private void Close()
    {
        lock (_lock)
        {
            (_isWanted, _isAsked) = (false, false);
            Detach();
        }
    }

    private void Detach()
    {
        lock (_lock)
        {
            (_link, _sync) = (null, null);
            _progress.ReleaseAll();
            _core.Keeper.Mark(this);
        }
    }

    internal void End()
    {
        lock (_lock)
        {
            _progress.ReleaseAll();
            foreach (var watcher in _watchers)
                watcher.Writer.TryComplete();
        }
    }
}
