namespace ChatHub.Domain.Translation;

/// <summary>Reads translations and the log of patches as they were committed last. Safe for any number of callers.</summary>
public interface ITranslationReader
{
    /// <summary>What is kept of some messages in one language; messages without any, or with one of an earlier revision only, are left out.</summary>
    Task<IReadOnlyDictionary<long, KeptTranslation>> ReadAsync(long roomId, IReadOnlyCollection<long> messageIds, string language, CancellationToken cancel);

    /// <summary>The tseq of the newest patch; 0 when there is none.</summary>
    Task<long> FindHeadAsync(long roomId, string language, CancellationToken cancel);

    /// <summary>
    /// The patches from <paramref name="after"/> + 1 on, in order, up to <paramref name="limit"/>, each as it stands now. Without a hole, but retention may have
    /// removed the first ones: then the answer starts later.
    /// </summary>
    Task<IReadOnlyList<TranslationPatch>> ReadPatchesAsync(long roomId, string language, long after, int limit, CancellationToken cancel);
}
