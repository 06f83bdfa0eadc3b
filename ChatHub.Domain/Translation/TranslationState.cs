namespace ChatHub.Domain.Translation;

/// <summary>How a translation stands. The numbers are stored.</summary>
public enum TranslationState
{
    /// <summary>Nobody has come to it yet.</summary>
    Pending,

    /// <summary>There is a text.</summary>
    Ready,

    /// <summary>The message is in that language already.</summary>
    SameLanguage,

    /// <summary>There is nothing to translate, or it may not be translated now: the original is all there is.</summary>
    Skipped,

    /// <summary>The provider failed or was too slow; the original is still there, and it is tried again.</summary>
    Failed,

    /// <summary>The message was edited or deleted since. Of patches only, and never stored.</summary>
    Superseded,
}
