namespace ChatHub.Domain.Translation;

/// <summary>Those who read in another language than was written. Safe for any number of callers.</summary>
public interface ITranslationAudience
{
    /// <summary>The languages that connected followers of the room read in.</summary>
    IReadOnlyCollection<string> GetLanguages(long roomId);

    /// <summary>Gives the patch its <c>tseq</c> and sends it to the readers of its language, never before the event of its message.</summary>
    void Deliver(long roomId, TranslationPatch patch);
}
