namespace ChatHub.Domain.Translation;

/// <summary>A message in a reader's language, as far as there is one.</summary>
/// <param name="Language">The language of the text, which may be wider than the reader's.</param>
/// <param name="State">How it stands.</param>
/// <param name="Text">The translation, when there is one.</param>
/// <param name="Provider">Who made it.</param>
public sealed record MessageTranslation(string Language, TranslationState State, string? Text, string? Provider);

/// <summary>A translation as it is kept: of the message's present revision.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Text">The translation, when there is one.</param>
/// <param name="Provider">Who made it.</param>
/// <param name="Fault">Why there is none.</param>
public sealed record KeptTranslation(TranslationState State, string? Text, string? Provider, TranslationFault? Fault)
{
    /// <summary>Whether it was passed over for a reason that may have gone.</summary>
    /// <param name="isBudgetSpent">Whether one reason has not.</param>
    public bool IsWorthAnotherTry(bool isBudgetSpent)
        => State == TranslationState.Skipped && (Fault == TranslationFault.Policy || (Fault == TranslationFault.Budget && !isBudgetSpent));
}
