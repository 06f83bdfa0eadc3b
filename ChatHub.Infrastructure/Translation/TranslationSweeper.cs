using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Takes up the translations that are due and that nobody came to: after a crash, after a failure, when too much came at once. While the provider fails it tries a few only;
/// when it has recovered, all that failed because of it are due. A start counts as a recovery: perhaps it is the provider, or its key, for which the server was started again.
/// </summary>
internal sealed class TranslationSweeper(
    TranslationWork work, MessageTranslator messages, ITranslator translator, TranslatorState state, TimeProvider time, ILogger<TranslationSweeper> logger)
    : LoopService(TimeSpan.FromSeconds(1), time, logger)
{
    private const int BatchLimit = 100;
    private const int ProbeLimit = 3;

    // What was asked for just now belongs to whoever asked.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private int _hasRecovered = 1;

    protected override IDisposable Subscribe()
    {
        state.Recovered += TakeNote;
        return new Subscription(() => state.Recovered -= TakeNote);
    }

    protected override async Task RunAsync(CancellationToken stopping)
    {
        if (!translator.IsEnabled)
            return;
        if (Interlocked.Exchange(ref _hasRecovered, 0) != 0)
            await work.HastenAsync();
        while (await SweepAsync(stopping) && !state.IsFailing)
        {
        }
    }

    /// <returns>Whether to go on at once: there may be more, and not all of it is what somebody else works on.</returns>
    private async Task<bool> SweepAsync(CancellationToken stopping)
    {
        var due = await work.ListDueAsync(Grace, state.IsFailing ? ProbeLimit : BatchLimit, stopping);
        return due.Count > 0 && await messages.TranslateAsync(due, onlyInto: null, stopping) > 0 && due.Count >= BatchLimit / 2;
    }

    private void TakeNote(object? sender, EventArgs e) => Interlocked.Exchange(ref _hasRecovered, 1);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
