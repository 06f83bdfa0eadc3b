using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Translation;

/// <summary>How many calls may be open, and who waits for whom.</summary>
public sealed class TranslatorCallsTests
{
    [Fact]
    public async Task WaitingForOtherCallsIsNotTheProvidersFault()
    {
        var state = new TranslatorState();
        using var calls = new TranslatorCalls(
            new SlowTranslator(), state, new TranslationOptions { TimeoutSeconds = 1 }, TimeProvider.System, NullLogger<TranslatorCalls>.Instance);

        // Several times as many as may be open, which together take longer than one of them may.
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => calls.TranslateAsync(new TranslationBatch("en", "es", ["hello"]), CancellationToken.None)));

        results.SelectMany(result => result).Select(result => result.Fault).Distinct().Should().Equal([null]);
        state.IsFailing.Should().BeFalse();
    }

    /// <summary>Answers, each time well within its time.</summary>
    private sealed class SlowTranslator : ITranslator
    {
        public string Name => "Slow";

        public bool IsEnabled => true;

        public bool IsLocal => true;

        public bool CanDetect => false;

        public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
            return batch.Texts.Select(text => new TranslatedText(text)).ToList();
        }

        public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>(null);
    }
}
