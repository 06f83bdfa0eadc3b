namespace ChatHub.Domain.Translation;

/// <summary>
/// Translates texts. The one port of the translation pipeline: everything else (who wants what, order, deadlines, failure) stands around it,
/// once for all providers. Called from several messages at once. It may be slow, hang or throw: the pipeline copes.
/// </summary>
public interface ITranslator
{
    /// <summary>The provider's name, as configured and as shown with a translation.</summary>
    string Name { get; }

    /// <summary>False for the pass-through: then nothing is asked of it and nothing is delayed.</summary>
    bool IsEnabled { get; }

    /// <summary>Translates every text of the batch, in its order.</summary>
    /// <returns>As many texts as were asked for.</returns>
    Task<IReadOnlyList<string>> TranslateAsync(TranslationBatch batch, CancellationToken cancel);

    /// <summary>The language a text seems to be in; null when the provider cannot tell.</summary>
    Task<string?> DetectAsync(string text, CancellationToken cancel);
}

/// <summary>Texts of one language to be put into another.</summary>
/// <param name="Source">Null when unknown.</param>
/// <param name="Target">The language wanted.</param>
/// <param name="Texts">One or more.</param>
public sealed record TranslationBatch(string? Source, string Target, IReadOnlyList<string> Texts);
