using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>A translator for which a list of languages does not yet show that it translates.</summary>
internal interface ITranslatorTrial
{
    /// <summary>Whether a list of languages says nothing about the key.</summary>
    bool ListsWithoutKey { get; }

    /// <summary>Translates a word.</summary>
    /// <exception cref="TranslatorException">What stands in the way.</exception>
    Task TryAsync(CancellationToken cancel);
}
