using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>The visible stub for development and tests: <c>[es] hello</c> for a reader of <c>es</c>. Takes every language as it is.</summary>
internal sealed class PseudoTranslator : ITranslator
{
    public string Name => nameof(TranslationProvider.Pseudo);

    public bool IsEnabled => true;

    public bool IsLocal => true;

    public bool CanDetect => false;

    public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>(null);

    public Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<TranslatedText>>(batch.Texts.Select(text => new TranslatedText($"[{batch.Target}] {text}")).ToList());
}
