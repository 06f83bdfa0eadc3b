using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>The room's translations, each to the readers of its language only, in the order of their tseqs, and never before the event of their revision.</summary>
internal sealed partial class RoomFeed
{
    private readonly Dictionary<string, PatchFeed> _patchFeeds = new(StringComparer.Ordinal);

    // What was read from the log of patches before one of these may hold a text that is gone.
    private long _changesOfText;

    /// <summary>Takes note of committed patches.</summary>
    public void Offer(IEnumerable<TranslationPatch> patches)
    {
        lock (_lock)
        {
            foreach (var patch in patches)
            {
                if (_patchFeeds.TryGetValue(patch.Language, out var feed))
                    feed.Offer(patch);
            }

            PumpPatches();
        }
    }

    /// <summary>Completes when it is known where the translations into the following's language stand.</summary>
    public async Task OpenAsync(Following following)
    {
        Task? opening;
        lock (_lock)
        {
            if (following.Language?.Feed is not { Position: null } feed)
                return;
            // Elsewhere: the database is read without ever yielding, and whoever commits waits for this lock.
            opening = feed.Opening is null or { IsFaulted: true } ? feed.Opening = Task.Run(() => FindHeadAsync(feed)) : feed.Opening;
        }

        await opening;
    }

    /// <summary>Where a client's cursor of translations can be honoured.</summary>
    /// <returns>The tseq after which it goes on; null to start with the next patch.</returns>
    public async Task<long?> FindStartAsync(Following following, TranslationCursor? cursor)
    {
        if (cursor is null || !_isTranslated || following.Language is not { } reading || translations.Rules.Resolve(cursor.Language) != reading.Tag)
            return null;
        long position;
        lock (_lock)
            position = reading.Feed.Position ?? 0;
        if (cursor.Tseq >= position)
            return cursor.Tseq == position ? position : null;
        var next = await translations.Log.ReadPatchesAsync(room.Id, reading.Tag, cursor.Tseq, limit: 1, CancellationToken.None);
        // Retention may have removed the first ones; their messages are gone, too.
        return next.Count > 0 ? next[0].Tseq - 1 : null;
    }

    /// <summary>Changes a following's language; the same one again changes nothing. The new one may have to be opened (<see cref="OpenAsync"/>), and is then begun.</summary>
    /// <returns>False if the following is closed.</returns>
    public bool SetLanguage(Following following, string? language)
    {
        lock (_lock)
        {
            if (following.IsClosed)
                return false;
            if (following.Language?.Tag != language)
                Read(following, language);
            return true;
        }
    }

    /// <summary>Starts, with the next patch, to give a following the translations into a language that was set and opened.</summary>
    /// <returns>The tseq of the last patch before the one it gets next; null if the following is closed.</returns>
    public long? Begin(Following following)
    {
        lock (_lock)
        {
            if (following.IsClosed)
                return null;
            if (following.Language is { IsBegun: false } reading)
                Begin(reading, after: null);
            if (following.IsLive)
                _ = TryReadLive(following);
            return LastTseq(following);
        }
    }

    /// <summary>Goes live with the translations if the following has all that were given out.</summary>
    /// <returns>True when there is nothing more to catch up, also because the following was closed or has no language.</returns>
    public bool TryReadLive(Following following)
    {
        lock (_lock)
        {
            if (following.IsClosed || following.Language is not { IsLive: false, IsBegun: true } reading)
                return true;
            if (reading.Tseq != reading.Feed.Position)
                return false;
            reading.IsLive = true;
            reading.Feed.Live.Add(reading);
            return true;
        }
    }

    /// <summary>The tseq up to which the feed has given out patches in the language of a following, and a mark of this moment.</summary>
    public (long Position, long Mark) GetPatchPosition(ReadingLanguage reading)
    {
        lock (_lock)
            return (reading.Feed.Position ?? 0, _changesOfText);
    }

    /// <summary>Posts patches that were read from the log since a mark, unless a text has changed since: then its event may be before them already.</summary>
    /// <returns>False when they have to be read again; else <paramref name="written"/> is as of <see cref="Outbox.PostAsync"/>.</returns>
    public bool TryPostMissed(ReadingLanguage reading, SerializedHubMessage missed, long mark, out Task<bool> written)
    {
        lock (_lock)
        {
            var isCurrent = mark == _changesOfText;
            written = isCurrent ? reading.Connection.Outbox.PostAsync(missed, reading) : Task.FromResult(false);
            return isCurrent;
        }
    }

    private static void Begin(ReadingLanguage reading, long? after)
    {
        reading.IsBegun = true;
        reading.Tseq = after ?? reading.Feed.Position ?? 0;
    }

    private static long LastTseq(Following following) => following.Language switch
    {
        null => 0,
        { IsLive: true } live => live.Feed.Position!.Value,
        var reading => reading.Tseq,
    };

    private void Read(Following following, string? language)
    {
        if (following.Language is { } before)
        {
            before.Feed.Live.Remove(before);
            if (--before.Feed.Readers == 0)
                _patchFeeds.Remove(before.Tag);
        }

        following.Language = null;
        if (language is not null)
        {
            if (!_patchFeeds.TryGetValue(language, out var feed))
                _patchFeeds[language] = feed = new PatchFeed(language);
            feed.Readers++;
            following.Language = new ReadingLanguage(following, feed);
        }

        if (_languages.Length != _patchFeeds.Count || (language is not null && !_languages.Contains(language, StringComparer.Ordinal)))
            _languages = [.. _patchFeeds.Keys];
    }

    private async Task FindHeadAsync(PatchFeed feed)
    {
        var head = await translations.Log.FindHeadAsync(room.Id, feed.Language, CancellationToken.None);
        lock (_lock)
        {
            feed.Open(head, _position);
            PumpPatches();
        }
    }

    /// <summary>What was made of a text that is no more, and still waits, is not shown any more; nor is the text of a deleted message. Called with the lock held.</summary>
    private void Supersede(Message message)
    {
        _changesOfText++;
        if (message.IsDeleted)
            _pending.Withdraw(message);
        foreach (var feed in _patchFeeds.Values)
            feed.Supersede(message);
    }
}
