using System.Collections.Concurrent;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Which translations this node is working on, so that nobody else begins them: whoever asks live, on a page of history, or in the background. Safe for any number of callers.
/// </summary>
internal sealed class TranslationClaims
{
    private readonly ConcurrentDictionary<TranslationClaim, TaskCompletionSource> _claims = new();

    /// <returns>False when somebody works on it; then <paramref name="others"/> completes when they are done.</returns>
    public bool TryClaim(TranslationClaim wanted, out Task others)
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var claim = _claims.GetOrAdd(wanted, own);
        others = claim.Task;
        return claim == own;
    }

    public void Release(TranslationClaim made)
    {
        if (_claims.TryRemove(made, out var claim))
            claim.TrySetResult();
    }
}

/// <summary>One revision of a message in one language: an edit does not wait for what is made of the text before.</summary>
internal readonly record struct TranslationClaim(long RoomId, long MessageId, int Revision, string Language);
