namespace ChatHub.Api.Realtime;

/// <summary>Giving out the room's translations: a pump of their own takes those that have gathered, and the events' takes them along.</summary>
internal sealed partial class RoomFeed
{
    // A quiet room's patches go out at once. Those of a busy one gather, because each write to each reader costs as much as that of an original; and once they have done so for some
    // time they go along with the next originals, in the same write.
    private static readonly TimeSpan PatchPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseBeforeOriginals = TimeSpan.FromMilliseconds(50);

    private readonly List<Outbox> _unpatched = []; // Used by the patches' pump alone.
    private bool _isPatching;
    private long? _patchedAt;

    /// <summary>Starts the patches' pump unless it runs; called with the lock held.</summary>
    private void PumpPatches()
    {
        if (_isPatching || !HasPatches())
            return;
        _isPatching = true;
        _ = Task.Run(PumpPatchesAsync);
    }

    private async Task PumpPatchesAsync()
    {
        while (true)
        {
            try
            {
                if (!GiveOutPatches(out var lagging, out var mark, out var left))
                    return;
                if (lagging is not null)
                    await FillAsync(lagging, mark);
                else
                    await Task.Delay(left, time);
            }
            catch (Exception e)
            {
                LogFailed(e, room.Name);
                await Task.Delay(RetryDelay, time);
            }
        }
    }

    /// <summary>Gives out what follows in each language, if it has gathered.</summary>
    /// <param name="lagging">One that has to read from the log.</param>
    /// <param name="mark">Of this moment.</param>
    /// <param name="left">For how long the next ones have to gather.</param>
    /// <returns>False when there is nothing to do: then the pump has stopped.</returns>
    private bool GiveOutPatches(out PatchFeed? lagging, out long mark, out TimeSpan left)
    {
        try
        {
            lock (_lock)
            {
                if (HaveGathered(PatchPause))
                    EnqueuePatches(_unpatched);
                (lagging, mark) = (_patchFeeds.Values.FirstOrDefault(feed => feed.HasHole), _changesOfText);
                left = _patchedAt is { } last ? PatchPause - time.GetElapsedTime(last) : TimeSpan.Zero;
                // Timers cut off what is less than a millisecond.
                left = TimeSpan.FromMilliseconds(Math.Max(Math.Ceiling(left.TotalMilliseconds), 1));
                // It has not stopped while it has something to write.
                return _isPatching = _unpatched.Count > 0 || lagging is not null || HasPatches();
            }
        }
        finally
        {
            Write(_unpatched);
        }
    }

    /// <summary>Lets patches go out in the same write as events that have just been enqueued; called with the lock held.</summary>
    private void TakePatchesAlong(List<Outbox> unwritten)
    {
        if (HaveGathered(PauseBeforeOriginals))
            EnqueuePatches(unwritten);
    }

    private bool HasPatches() => _patchFeeds.Values.Any(feed => feed.HasWork(_position));

    private bool HaveGathered(TimeSpan pause) => _patchedAt is not { } last || time.GetElapsedTime(last) >= pause;

    private void EnqueuePatches(List<Outbox> unwritten)
    {
        foreach (var feed in _patchFeeds.Values)
        {
            while (feed.Take(_position, BatchLimit) is { Count: > 0 } batch)
            {
                _patchedAt = time.GetTimestamp();
                var message = HubMessages.Translations(room.Name, log.Epoch, batch);
                foreach (var reading in feed.Live)
                {
                    if (reading.Connection.Outbox.Enqueue(message, reading, batch.Count))
                        unwritten.Add(reading.Connection.Outbox);
                }
            }
        }
    }

    /// <summary>Reads what is missing; again, if a text has changed meanwhile.</summary>
    private async Task FillAsync(PatchFeed lagging, long mark)
    {
        var patches = await translations.Log.ReadPatchesAsync(room.Id, lagging.Language, lagging.Position!.Value, BatchLimit, CancellationToken.None);
        lock (_lock)
        {
            if (mark == _changesOfText)
                lagging.Fill(patches);
        }
    }
}
