using ChatHub.Domain.Log;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Brings a following from its cursor up to its feed: reads a chunk of the log, waits until it is written, reads the next. However far behind a
/// client is, and in however many rooms, it costs the server one chunk (<see cref="ClientConnection.InCatchUpAsync"/>), bounded in events and in bytes
/// (<see cref="Chunk"/>). Safe for any number of followings at once.
/// </summary>
internal sealed partial class CatchUp(IRoomLog log, TranslationService translations, ITranslationReader patches, ILogger<CatchUp> logger)
{
    /// <summary>Goes live at once if there is nothing to catch up, else in the background.</summary>
    /// <param name="following">With its <see cref="Following.Next"/> set.</param>
    /// <param name="reset">Told to the client on its first batch, which then comes even if it is empty.</param>
    public void Start(Following following, ResetReason? reset)
    {
        if (reset is not null || !following.Feed.TryGoLive(following) || !following.Feed.TryReadLive(following))
            _ = RunAsync(following, reset);
    }

    private async Task RunAsync(Following following, ResetReason? reset)
    {
        try
        {
            if (reset is null || await SendChunkAsync(following, reset))
            {
                while (!following.Feed.TryGoLive(following) && await SendChunkAsync(following, reset: null))
                {
                }

                // Only then: no patch comes before the event of its revision.
                while (!following.Feed.TryReadLive(following) && await SendPatchesAsync(following))
                {
                }
            }
        }
        catch (OperationCanceledException) when (following.Connection.Aborted.IsCancellationRequested)
        {
            // The client is gone; it comes back with its cursor.
        }
        catch (Exception e)
        {
            // Better no connection than one with a gap: the client comes back with its cursor.
            LogFailed(e, following.Room.Name);
            following.Connection.Abort();
        }
    }

    /// <returns>False when the connection closed.</returns>
    private async Task<bool> SendChunkAsync(Following following, ResetReason? reset)
    {
        // The client may hold more than this node has given out so far. Not in turn: it may take long, and the other rooms need not wait for it.
        await following.Feed.ReachAsync(following.Next - 1).WaitAsync(following.Connection.Aborted);
        return await following.Connection.InCatchUpAsync(() => ReadAndSendAsync(following, reset));
    }

    private async Task<bool> ReadAndSendAsync(Following following, ResetReason? reset)
    {
        // It was left while it waited for its turn.
        if (following.IsClosed)
            return true;
        var (next, aborted) = (following.Next, following.Connection.Aborted);
        var position = following.Feed.Position;
        if (next > position && reset is null)
            return true;

        // Never past the feed: what it has given out is what it has checked for removals.
        var events = next > position ? [] : Chunk.Of(await log.ReadAsync(following.Room, next - 1, position, RoomFeed.BatchLimit, aborted));
        if (next <= position && (events.Count == 0 || events[0].Seq != next))
            return await SkipRemovedAsync(following, events, position);
        following.Next = next + events.Count;
        events = await translations.ShowAsync(following.Room, events, following.Connection.Language, aborted);
        return await following.Connection.Outbox.PostAsync(HubMessages.RoomEvents(following.Room.Name, log.Epoch, next, events, reset), following);
    }

    /// <summary>The patches that the client missed.</summary>
    /// <returns>False when the connection closed.</returns>
    private async Task<bool> SendPatchesAsync(Following following)
    {
        if (following.Language is not { } reading)
            return true;
        return await following.Connection.InCatchUpAsync(() => ReadAndSendPatchesAsync(following, reading));
    }

    private async Task<bool> ReadAndSendPatchesAsync(Following following, ReadingLanguage reading)
    {
        var (position, mark) = following.Feed.GetPatchPosition(reading);
        var missed = await patches.ReadPatchesAsync(following.Room.Id, reading.Tag, reading.Tseq, RoomFeed.BatchLimit, following.Connection.Aborted);
        missed = Chunk.Of(missed.Where(patch => patch.Tseq <= position).ToList());
        if (missed.Count == 0)
        {
            // Retention has removed them since the client joined: their messages are gone, too.
            reading.Tseq = position;
            return true;
        }

        if (!following.Feed.TryPostMissed(reading, HubMessages.Translations(following.Room.Name, log.Epoch, missed), mark, out var written))
            return true;
        // Only now: whoever sees it here may have the following go live, and what comes live must come behind.
        reading.Tseq = missed[^1].Tseq;
        return await written;
    }

    /// <summary>Retention has removed what the client would get next: it starts over with what is kept.</summary>
    private async Task<bool> SkipRemovedAsync(Following following, IReadOnlyList<RoomEvent> kept, long position)
    {
        var from = kept.Count > 0 ? kept[0].Seq : position + 1;
        following.Next = from + kept.Count;
        kept = await translations.ShowAsync(following.Room, kept, following.Connection.Language, following.Connection.Aborted);
        return await following.Connection.Outbox.PostAsync(HubMessages.RoomEvents(following.Room.Name, log.Epoch, from, kept, ResetReason.Retention), following);
    }

    [LoggerMessage(EventId = 2110, Level = LogLevel.Error, Message = "A connection could not catch up with room {Room} and was ended")]
    private partial void LogFailed(Exception cause, string room);
}
