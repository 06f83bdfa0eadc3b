using ChatHub.Domain.Translation;

namespace ChatHub.Api.Translation;

/// <summary>How a translation stands, in the contract's words.</summary>
internal static class TranslationWords
{
    public static string Of(TranslationState state) => state switch
    {
        TranslationState.Pending => "pending",
        TranslationState.Ready => "ready",
        TranslationState.SameLanguage => "same_language",
        TranslationState.Skipped => "skipped",
        TranslationState.Superseded => "superseded",
        _ => "failed",
    };
}
