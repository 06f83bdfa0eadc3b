namespace ChatHub.Domain.Translation;

/// <summary>What came of an attempt to translate one revision of a message into one language.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Revision">Which of its revisions.</param>
/// <param name="Language">Into which language.</param>
/// <param name="State">How it stands now.</param>
public sealed record TranslationOutcome(long MessageId, int Revision, string Language, TranslationState State)
{
    /// <summary>Why there is no text.</summary>
    public TranslationFault? Fault { get; init; }

    /// <summary>The translation.</summary>
    public string? Text { get; init; }

    /// <summary>The translation as search finds it; see <see cref="Search.SearchText"/>.</summary>
    public string? Terms { get; init; }

    /// <summary>The translation with markers for all that was masked; null where <see cref="Text"/> has none.</summary>
    public string? MaskedText { get; init; }

    public string? Provider { get; init; }

    /// <summary>The language that it was translated from; null if nobody knows.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the provider found <see cref="Source"/> out.</summary>
    public bool IsDetected { get; init; }

    /// <summary>By which the translation is found again; see <see cref="TextKey"/>.</summary>
    public byte[]? Key { get; init; }

    /// <summary>What is left of it where the room does not want it any more.</summary>
    public TranslationOutcome Unwanted() => State == TranslationState.Ready ? new(MessageId, Revision, Language, TranslationState.Skipped) { Fault = TranslationFault.Policy } : this;

    public static TranslationOutcome Same(long messageId, int revision, string language) => new(messageId, revision, language, TranslationState.SameLanguage);
}
