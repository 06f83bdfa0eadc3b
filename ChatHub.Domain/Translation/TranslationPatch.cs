namespace ChatHub.Domain.Translation;

/// <summary>What became of translating one revision of a message into one language.</summary>
/// <param name="Seq">The event that made the revision: the patch is sent after it, never before.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Revision">Which of its revisions.</param>
/// <param name="Language">Into which language.</param>
/// <param name="State">How it stands.</param>
/// <param name="Text">The translation, when there is one.</param>
/// <param name="Provider">Who made it.</param>
public sealed record TranslationPatch(long Seq, long MessageId, int Revision, string Language, TranslationState State, string? Text, string? Provider);

/// <summary>How a translation stands.</summary>
public enum TranslationState
{
    /// <summary>There is a text.</summary>
    Ready,

    /// <summary>The message is in that language already.</summary>
    SameLanguage,

    /// <summary>The provider failed or was too slow; the original is still there.</summary>
    Failed,

    /// <summary>The message was edited or deleted before the translation came.</summary>
    Superseded,
}
