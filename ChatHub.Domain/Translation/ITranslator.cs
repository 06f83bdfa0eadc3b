namespace ChatHub.Domain.Translation;

/// <summary>
/// Translates texts. The one port of the translation pipeline: everything else (who wants what, masking, memory, budget, order, deadlines, failure)
/// stands around it, once for all providers. Called from several messages at once. It may be slow, hang or throw: the pipeline copes.
/// </summary>
public interface ITranslator
{
    /// <summary>The provider's name, as configured and as shown with a translation.</summary>
    string Name { get; }

    /// <summary>False for the pass-through: then nothing is asked of it and nothing is delayed.</summary>
    bool IsEnabled { get; }

    /// <summary>Whether texts stay on this host, as far as the operator says; rooms may ask for that.</summary>
    bool IsLocal { get; }

    /// <summary>Whether it takes a text whose language is not given, and tells it.</summary>
    bool CanDetect { get; }

    /// <summary>Whether it can do nothing with a text whose language is not given.</summary>
    bool NeedsSource => false;

    /// <summary>How many texts are best asked for at once.</summary>
    int MaxTexts => 20;

    /// <summary>Whether what was said before a text helps it.</summary>
    bool UsesContext => false;

    /// <summary>The languages that it can translate into now, as canonical BCP 47 tags; null when it takes any.</summary>
    /// <exception cref="TranslatorException">It cannot be reached, or what it answers is no list of languages.</exception>
    Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel);

    /// <summary>Translates every text of the batch, in its order. Markers such as <c>⟦0⟧</c> (<see cref="MaskedText"/>) should come back as they are.</summary>
    /// <returns>As many texts as were asked for.</returns>
    /// <exception cref="TranslatorException">Says what went wrong, and never quotes a text, a key or an answer.</exception>
    Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel);
}

/// <summary>Texts of one language to be put into another.</summary>
/// <param name="Source">A canonical BCP 47 tag; null when unknown, and only for a translator that does not need it. Then there is one text, because each has a language of its own.</param>
/// <param name="Target">One of the languages listed, or any tag when the list is not known.</param>
/// <param name="Texts">One or more.</param>
public sealed record TranslationBatch(string? Source, string Target, IReadOnlyList<string> Texts)
{
    /// <summary>What was said before the first text, oldest first, for translators that understand better with it. Data, like the texts.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];
}

/// <summary>A text in the language wanted.</summary>
/// <param name="Text">The translation.</param>
/// <param name="Source">The language that the provider detected; null when it was not asked, or is not sure.</param>
public sealed record TranslatedText(string Text, string? Source = null);
