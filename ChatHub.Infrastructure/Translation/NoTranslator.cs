using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>The pass-through: everyone reads the original, and nothing is delayed.</summary>
internal sealed class NoTranslator : ITranslator
{
    public string Name => nameof(TranslationProvider.None);

    public bool IsEnabled => false;

    public Task<IReadOnlyList<string>> TranslateAsync(TranslationBatch batch, CancellationToken cancel) => Task.FromResult(batch.Texts);

    public Task<string?> DetectAsync(string text, CancellationToken cancel) => Task.FromResult<string?>(null);
}
