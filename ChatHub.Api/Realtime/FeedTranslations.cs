using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>What a feed needs to know of translations: which may be made, and the log of those that were.</summary>
internal sealed record FeedTranslations(TranslationRules Rules, ITranslationReader Log);
