namespace ChatHub.Domain.Translation;

/// <summary>What became of translating one revision of a message into one language.</summary>
public sealed record TranslationPatch(long MessageId, int Revision, string Language, TranslationState State, string? Text, string? Provider);

/// <summary>How a translation stands.</summary>
public enum TranslationState
{
    /// <summary>There is a text.</summary>
    Ready,

    /// <summary>The message is in that language already.</summary>
    SameLanguage,

    /// <summary>The provider failed or was too slow; the original is still there.</summary>
    Failed,
}
