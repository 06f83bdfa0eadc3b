using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>The pass-through: everyone reads the original, and nothing is delayed.</summary>
internal sealed class NoTranslator : ITranslator
{
    public string Name => nameof(TranslationProvider.None);

    public bool IsEnabled => false;

    public bool IsLocal => true;

    public bool CanDetect => false;

    public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>([]);

    public Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<TranslatedText>>(batch.Texts.Select(text => new TranslatedText(text)).ToList());
}
