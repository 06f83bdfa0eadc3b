using ChatHub.Domain.Messages;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>The room's translations, each to the readers of its language only.</summary>
internal sealed partial class RoomFeed
{
    /// <summary>Patches held for a connection that catches up; with more than that it is dropped, and resumes by cursor.</summary>
    private const int HeldLimit = 1024;

    private readonly Dictionary<string, int> _readers = new(StringComparer.Ordinal);

    /// <summary>Gives the patch to the readers of its language: now, or as soon as the event of its message was given out.</summary>
    public void Deliver(TranslationPatch patch)
    {
        lock (_lock)
        {
            if (_position >= patch.Seq)
                Send(patch);
            else
                _early.Add(patch);
        }
    }

    /// <summary>Changes a following's language; the same one again changes nothing.</summary>
    /// <returns>The tseq of the last patch before the one it gets next; null if the following is closed.</returns>
    public long? SetLanguage(Following following, string? language)
    {
        lock (_lock)
        {
            if (following.IsClosed)
                return null;
            if (following.Language?.Tag != language)
                Read(following, language);
            return LastTseq(following);
        }
    }

    /// <summary>Patches that are held for a following are still to come.</summary>
    private long LastTseq(Following following)
        => following.Language is null ? 0 : tseqs.GetValueOrDefault((room.Id, following.Language.Tag)) - following.Held.Count;

    private void Read(Following following, string? language)
    {
        Count(following.Language?.Tag, -1);
        Count(language, 1);
        following.Held.Clear();
        following.Language = language is null ? null : new ReadingLanguage(following, language);
    }

    private void Send(TranslationPatch patch)
    {
        // Whoever wanted it is gone, this feed with them perhaps: its number belongs to the next reader's first patch.
        if (!_readers.ContainsKey(patch.Language))
            return;
        var tseq = tseqs.AddOrUpdate((room.Id, patch.Language), 1, (_, last) => last + 1);
        var message = HubMessages.Translations(room.Name, log.Epoch, tseq, patch);
        foreach (var following in _live)
        {
            if (following.Language?.Tag == patch.Language)
                following.Connection.Outbox.Post(message, following.Language, events: 1);
        }

        foreach (var following in _catchingUp)
        {
            if (following.Language?.Tag != patch.Language)
                continue;
            if (following.Held.Count < HeldLimit)
                following.Held.Add(new HeldPatch(tseq, patch, message, following.Language));
            else
                following.Connection.Abort();
        }
    }

    /// <summary>
    /// A message has another text, or none: what was translated of the one before, and still waits, is not shown any more, and the text of a deleted
    /// message neither. Called with the lock held.
    /// </summary>
    private void Supersede(Message message)
    {
        if (message.IsDeleted)
            _pending.Withdraw(message);
        for (var index = 0; index < _early.Count; index++)
            _early[index] = IsOver(_early[index], message) ? Emptied(_early[index]) : _early[index];
        foreach (var held in _catchingUp.Select(following => following.Held))
        {
            for (var index = 0; index < held.Count; index++)
            {
                if (!IsOver(held[index].Patch, message))
                    continue;
                var patch = Emptied(held[index].Patch);
                held[index] = held[index] with { Patch = patch, Message = HubMessages.Translations(room.Name, log.Epoch, held[index].Tseq, patch) };
            }
        }
    }

    private static bool IsOver(TranslationPatch patch, Message message)
        => patch.MessageId == message.Id && (message.IsDeleted || patch.Revision < message.Revision) && patch.State != TranslationState.Superseded;

    private static TranslationPatch Emptied(TranslationPatch patch) => patch with { State = TranslationState.Superseded, Text = null, Provider = null };

    private void ReleaseEarly()
    {
        foreach (var patch in _early.Where(patch => patch.Seq <= _position).ToList())
        {
            _early.Remove(patch);
            Send(patch);
        }
    }

    /// <summary>Keeps the languages wanted by how many followings want each.</summary>
    private void Count(string? language, int change)
    {
        if (language is null)
            return;
        var readers = _readers.GetValueOrDefault(language) + change;
        if (readers == 0)
            _readers.Remove(language);
        else
            _readers[language] = readers;
        if (readers == 0 || (readers == 1 && change == 1))
            _languages = [.. _readers.Keys];
    }
}
