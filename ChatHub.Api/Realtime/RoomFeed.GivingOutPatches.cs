using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>Giving out the room's translations: a pump of their own takes those that have gathered, and the events' takes them along.</summary>
internal sealed partial class RoomFeed
{
    // A quiet room's patches go out at once. Those of a busy one gather, because each write to each reader costs as much as that of an original; and once they have done so for some
    // time they go along with the next originals, in the same write.
    private static readonly TimeSpan PatchPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseBeforeOriginals = TimeSpan.FromMilliseconds(50);

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
        // Not a field: as soon as the lock is left the next pump may have started.
        var unwritten = new List<Outbox>();
        try
        {
            lock (_lock)
            {
                if (HaveGathered(PatchPause))
                    Enqueue((outbox, message, reading, patches) => outbox.Enqueue(message, reading, patches), unwritten);
                (lagging, mark) = (_patchFeeds.Values.FirstOrDefault(feed => feed.HasHole), _changesOfText);
                left = HaveGathered(PatchPause) ? TimeSpan.Zero : PatchPause - time.GetElapsedTime(_patchedAt!.Value);
                // Timers cut off what is less than a millisecond.
                left = TimeSpan.FromMilliseconds(Math.Max(Math.Ceiling(left.TotalMilliseconds), 1));
                return _isPatching = lagging is not null || HasPatches();
            }
        }
        finally
        {
            Write(unwritten);
        }
    }

    /// <summary>Lets patches go out in the same write as events that have just been enqueued; called with the lock held.</summary>
    private void TakePatchesAlong(List<Outbox> unwritten)
    {
        if (HaveGathered(PauseBeforeOriginals))
            Enqueue((outbox, message, reading, patches) => outbox.EnqueueAlong(message, reading, patches), unwritten);
    }

    private bool HasPatches() => _patchFeeds.Values.Any(feed => feed.HasWork(_position));

    /// <summary>As many as go into one call need not wait for more.</summary>
    private bool HaveGathered(TimeSpan pause)
        => _patchedAt is not { } last || time.GetElapsedTime(last) >= pause || _patchFeeds.Values.Any(feed => feed.Waiting >= BatchLimit);

    /// <summary>One call's patches of each language at most: who takes them has to have the chance to write them before there are more.</summary>
    private void Enqueue(Func<Outbox, SerializedHubMessage, ReadingLanguage, int, bool> enqueue, List<Outbox> unwritten)
    {
        foreach (var feed in _patchFeeds.Values)
        {
            var batch = feed.Take(_position, BatchLimit);
            if (batch.Count == 0)
                continue;
            _patchedAt = time.GetTimestamp();
            var message = HubMessages.Translations(room.Name, log.Epoch, batch);
            unwritten.AddRange(feed.Live.Where(reading => enqueue(reading.Connection.Outbox, message, reading, batch.Count)).Select(reading => reading.Connection.Outbox));
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
