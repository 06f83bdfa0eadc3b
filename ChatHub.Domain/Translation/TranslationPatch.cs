namespace ChatHub.Domain.Translation;

/// <summary>What became of translating one revision of a message into one language: an entry of the log of its room's translations into that language.</summary>
/// <param name="RoomId">The room's row.</param>
/// <param name="Language">Into which language.</param>
/// <param name="Tseq">1, 2, 3, … per room and language, without a hole.</param>
/// <param name="Seq">The event that made the revision: the patch is sent after it, never before.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Revision">Which of its revisions.</param>
/// <param name="State">How it stands.</param>
/// <param name="Text">The translation, when there is one.</param>
/// <param name="Provider">Who made it.</param>
public sealed record TranslationPatch(
    long RoomId, string Language, long Tseq, long Seq, long MessageId, int Revision, TranslationState State, string? Text, string? Provider)
{
    /// <summary>What is left of it when its message has another text since, or none.</summary>
    public TranslationPatch Superseded() => this with { State = TranslationState.Superseded, Text = null, Provider = null };
}

/// <summary>
/// Tells this node's listeners which patches were committed, in the order of each language's tseqs. A hint, not the truth: a listener that misses one sees the
/// gap and reads the log. Safe for any number of callers.
/// </summary>
public interface ITranslationBus
{
    /// <summary>Called by the log after each commit that made patches, and after its events were published.</summary>
    void Publish(IReadOnlyList<TranslationPatch> patches);

    /// <summary>Listens until disposed. The listener takes note and returns at once.</summary>
    IDisposable Subscribe(Action<IReadOnlyList<TranslationPatch>> listener);
}
