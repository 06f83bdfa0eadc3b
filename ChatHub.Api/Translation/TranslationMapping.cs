using ChatHub.Contracts;
using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Api.Translation;

/// <summary>Translations, and what goes with them.</summary>
internal static class TranslationMapping
{
    extension(MessageTranslationDto)
    {
        public static MessageTranslationDto From(MessageTranslation translation)
            => new(translation.Language, TranslationWords.Of(translation.State), translation.Text, translation.Provider);
    }

    extension(TranslationPatchDto)
    {
        public static TranslationPatchDto From(TranslationPatch patch)
            => new(patch.Tseq, patch.MessageId, patch.Revision, TranslationWords.Of(patch.State), patch.Text, patch.Provider);
    }

    extension(LanguageDto)
    {
        public static LanguageDto From(ReadableLanguage language) => new(language.Tag, language.Name);
    }

    extension(GlossaryTermDto)
    {
        public static GlossaryTermDto From(GlossaryTerm term) => new(term.Term, term.Translations);
    }

    extension(DailyUseDto)
    {
        public static DailyUseDto From(DailyUse use) => new(use.Day, use.Use.Provider, use.Room, use.Use.Texts, use.Use.Characters);
    }
}
