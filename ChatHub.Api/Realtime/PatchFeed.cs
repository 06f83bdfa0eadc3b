using ChatHub.Domain.Messages;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>
/// A feed's walk along the log of its room's translations into one language, while somebody reads it. What is offered is a hint: a hole in it is read from the log. At most
/// <see cref="Limit"/> patches wait; beyond that they are forgotten, and read from the log in their turn. Guarded by the room feed's lock.
/// </summary>
internal sealed class PatchFeed(string language)
{
    private const int Limit = 4096;

    private Queue<TranslationPatch> _waiting = new();
    private long _head;

    public string Language => language;

    /// <summary>The followings that read this language, those that catch up included.</summary>
    public int Readers { get; set; }

    /// <summary>Those that have all that was given out.</summary>
    public List<ReadingLanguage> Live { get; } = [];

    /// <summary>The tseq of the last patch given out; null until the log was asked for its head.</summary>
    public long? Position { get; private set; }

    /// <summary>The one asking for the head that is under way.</summary>
    public Task? Opening { get; set; }

    /// <summary>How many wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Whether the next patch has to be read from the log.</summary>
    public bool HasHole => Position < _head && (!_waiting.TryPeek(out var next) || next.Tseq > Position + 1);

    /// <summary>Whether there is something to give out, or to read, when the room's events have been given out up to a seq.</summary>
    public bool HasWork(long position) => HasHole || (Position is not null && _waiting.TryPeek(out var next) && next.Seq <= position);

    /// <summary>Begins after the newest patch of the log, but not beyond those whose event has not been given out yet: whoever gets that live gets them, too.</summary>
    /// <param name="head">The newest one's tseq.</param>
    /// <param name="position">The seq up to which the room's events have been given out.</param>
    public void Open(long head, long position)
    {
        Position ??= _waiting.Where(patch => patch.Seq > position).Select(patch => patch.Tseq - 1).Append(head).Min();
        _head = Math.Max(_head, head);
    }

    public void Offer(TranslationPatch patch)
    {
        if (_waiting.Count == Limit)
            _waiting.Clear();
        _waiting.Enqueue(patch);
        _head = Math.Max(_head, patch.Tseq);
    }

    /// <summary>The patches that follow, in their order; none whose event has not been given out yet.</summary>
    public List<TranslationPatch> Take(long position, int limit)
    {
        var batch = new List<TranslationPatch>();
        while (Position is { } last && batch.Count < limit && _waiting.TryPeek(out var next) && next.Tseq <= last + 1 && next.Seq <= position)
        {
            _waiting.Dequeue();
            if (next.Tseq <= last)
                continue;
            batch.Add(next);
            Position = next.Tseq;
        }

        return batch;
    }

    /// <summary>Puts what was read from the log where the hole is.</summary>
    public void Fill(IReadOnlyList<TranslationPatch> patches)
    {
        if (patches.Count == 0)
            throw new InvalidOperationException("The log does not have the patches that it announced.");
        // Retention may have removed the first ones.
        Position = Math.Max(Position!.Value, patches[0].Tseq - 1);
        _waiting = new Queue<TranslationPatch>(patches.Concat(_waiting.Where(patch => patch.Tseq > patches[^1].Tseq)));
    }

    /// <summary>A message has another text, or none: what was translated of the one before is not shown any more.</summary>
    public void Supersede(Message message)
    {
        if (_waiting.Any(patch => IsOver(patch, message)))
            _waiting = new Queue<TranslationPatch>(_waiting.Select(patch => IsOver(patch, message) ? patch.Superseded() : patch));
    }

    private static bool IsOver(TranslationPatch patch, Message message) => patch.MessageId == message.Id && (message.IsDeleted || patch.Revision < message.Revision);
}
