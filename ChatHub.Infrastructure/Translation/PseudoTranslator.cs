using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>The visible stub for development and tests: <c>[es] hello</c> for a reader of <c>es</c>. Takes every language as it is.</summary>
internal sealed class PseudoTranslator : ITranslator
{
    public string Name => nameof(TranslationProvider.Pseudo);

    public bool IsEnabled => true;

    public Task<IReadOnlyList<string>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<string>>(batch.Texts.Select(text => $"[{batch.Target}] {text}").ToList());

    public Task<string?> DetectAsync(string text, CancellationToken cancel) => Task.FromResult<string?>(null);
}
