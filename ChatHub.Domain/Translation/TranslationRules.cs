using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Translation;

/// <summary>What may be translated into what: by the room's policy and the provider's languages. Safe for any number of callers.</summary>
public sealed class TranslationRules(ITranslator translator, TranslationLanguages languages)
{
    /// <summary>Whether a room's messages may go to the provider.</summary>
    public bool Allow(RoomSettings settings) => Allow(settings.Translation);

    /// <inheritdoc cref="Allow(RoomSettings)"/>
    public bool Allow(RoomTranslation policy) => translator.IsEnabled && policy switch
    {
        RoomTranslation.Off => false,
        RoomTranslation.Local => translator.IsLocal,
        _ => true,
    };

    /// <summary>The language of the texts that a reader of <paramref name="tag"/> gets where there are any; null for none.</summary>
    public string? Resolve(string? tag) => translator.IsEnabled ? languages.Resolve(tag) : null;

    /// <summary>The language of the texts that a reader of <paramref name="tag"/> gets in the room; null for none.</summary>
    public string? Resolve(RoomSettings settings, string? tag) => Allow(settings) ? languages.Resolve(tag) : null;

    /// <summary>Whether a language is that of the texts that readers of <paramref name="target"/> get.</summary>
    public bool IsSame(string language, string target) => language == target || languages.Resolve(language) == target;

    /// <summary>The language of a message as far as it can be relied on: not a guess by the profile, if the provider can tell better.</summary>
    /// <returns>The provider's own where it has one that serves: <c>en</c> for <c>en-US</c>. Null when nobody knows.</returns>
    public string? SourceOf(Message message)
        => message.Language is null || (message.LanguageOrigin == LanguageOrigin.Assumed && translator.CanDetect) ? null : languages.Resolve(message.Language) ?? message.Language;
}
