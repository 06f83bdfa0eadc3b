using System.Globalization;
using ChatHub.Contracts;

namespace ChatHub.Client;

public sealed partial class ChatRoom
{
    private const int Page = 200;

    private readonly Turn _older = new();

    /// <summary>What happened to messages that are not shown while a page of them is on its way: it may have been read before.</summary>
    private readonly List<Action> _unplaced = [];
    private int _loads;
    private int _readings;
    private TranslationCursorDto? _translations;

    /// <summary>Shows older messages, too.</summary>
    /// <param name="limit">How many at most, 1 to 200.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Whether there are more.</returns>
    /// <exception cref="ChatException">The server's refusal.</exception>
    public async Task<bool> LoadOlderAsync(int limit = 50, CancellationToken cancel = default)
    {
        using var turn = await _older.TakeAsync(cancel).ConfigureAwait(false);
        long? before;
        lock (_lock)
        {
            if (_timeline.IsFull)
                return false;
            before = _timeline.Oldest ?? (_seq > 0 ? _seq + 1 : null);
        }

        return (await LoadAsync(string.Create(CultureInfo.InvariantCulture, $"limit={limit}{(before is null ? "" : "&before=")}{before}"), cancel).ConfigureAwait(false)).Next is not null;
    }

    internal void Take(HubLink link, TranslationsDto batch)
    {
        lock (_lock)
        {
            if (link != _link)
                return;
            // The profile has another language now. (While joining, the answer tells.)
            if (!_isJoining && _translations?.Language != batch.Language)
                ClientCore.Begin(() => TranslateAgainAsync(_core.Connection.Stopped));
            foreach (var patch in batch.Items)
            {
                if (_translations is { } held && held.Language == batch.Language && held.Tseq >= patch.Tseq)
                    continue;
                if (_timeline.Translate(patch, batch.Language) && _loads > 0)
                    _unplaced.Add(() => _timeline.Translate(patch, batch.Language));
                _translations = new TranslationCursorDto(batch.Language, patch.Tseq);
            }

            Show();
        }
    }

    /// <summary>The reading language is another one: shows everything in it, or nothing but originals.</summary>
    /// <param name="start">Where the room's translations into it start; null where that is not known, or as before.</param>
    /// <param name="cancel">Ends the waiting.</param>
    internal async Task TranslateAgainAsync(TranslationCursorDto? start, CancellationToken cancel)
    {
        lock (_lock)
            Advance(start ?? _translations);
        try
        {
            await TranslateAgainAsync(cancel).ConfigureAwait(false);
        }
        catch (ChatException) when (!_core.IsOver)
        {
            // The room may not be read any more; the language is another one all the same.
        }
    }

    internal SavedRoom? Save()
    {
        lock (_lock)
        {
            return !_isWanted || _epoch is null ? null : new SavedRoom(
                Name, _epoch, _seq, _translations, [.. _timeline.Messages.Where(message => message.Id <= _seq).TakeLast(SavedRoom.Most)]);
        }
    }

    internal void Restore(SavedRoom saved)
    {
        lock (_lock)
        {
            (_epoch, _seq, _translations, _isWanted) = (saved.Epoch, saved.Seq, saved.Translations, true);
            _timeline.Restore(saved.Messages);
            Show();
        }
    }

    private async Task TranslateAgainAsync(CancellationToken cancel)
    {
        long? after;
        int reading;
        lock (_lock)
        {
            _timeline.ClearTranslations();
            reading = ++_readings;
            after = _timeline.Oldest - 1;
            Show();
        }

        // What comes while this is on its way comes as patches.
        while (after is not null && !_core.Language.IsNone && reading == Volatile.Read(ref _readings))
            after = (await LoadAsync(string.Create(CultureInfo.InvariantCulture, $"limit={Page}&after={after}"), cancel).ConfigureAwait(false)).Next;
    }

    private async Task<MessagesDto> LoadAsync(string query, CancellationToken cancel)
    {
        lock (_lock)
            _loads++;
        try
        {
            while (true)
            {
                int resets, readings;
                lock (_lock)
                    (resets, readings) = (_resets, _readings);
                var language = _core.Language.Tag is { } tag ? $"&language={Uri.EscapeDataString(tag)}" : "";
                var page = await _core.GetAsync<MessagesDto>($"/rooms/{Uri.EscapeDataString(Name)}/messages?{query}{language}", cancel).ConfigureAwait(false);
                lock (_lock)
                {
                    // In a language that is not read any more: what is shown is read anew without this page.
                    if (readings != _readings && resets == _resets)
                        continue;
                    if (resets == _resets)
                        Merge(page);
                    return page;
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                if (--_loads == 0)
                    _unplaced.Clear();
            }
        }
    }

    private void Merge(MessagesDto page)
    {
        _timeline.Merge(page.Items, isTranslated: !_core.Language.IsNone);
        _unplaced.ForEach(apply => apply());
        Show();
    }

    /// <summary>Where translations stand; never back within one language.</summary>
    private void Advance(TranslationCursorDto? translations)
    {
        if (translations is null || _translations is not { } held || held.Language != translations.Language || held.Tseq < translations.Tseq)
            _translations = translations;
    }
}
