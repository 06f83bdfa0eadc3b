using ChatHub.Contracts;

namespace ChatHub.Client;

public sealed partial class ChatRoom
{
    private readonly Progress _progress = new();
    private string? _epoch;
    private long _seq;
    private HubLink? _link;
    private RoomSyncDto? _sync;
    private bool _isWanted;
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
