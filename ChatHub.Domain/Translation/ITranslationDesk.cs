namespace ChatHub.Domain.Translation;

/// <summary>Where translations are asked for that nobody waits for live. Safe for any number of callers.</summary>
public interface ITranslationDesk
{
    /// <summary>
    /// Has the pending translations of some messages into one language made, some at a time. The task completes when each of them is no longer pending, or when
    /// the desk has too much to do: then they are made later. It never fails.
    /// </summary>
    Task TranslateAsync(long roomId, IReadOnlyList<long> messageIds, string language);
}
