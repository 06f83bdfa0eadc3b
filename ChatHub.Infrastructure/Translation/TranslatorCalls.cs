using ChatHub.Domain.Translation;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Calls the translator, whatever it does: at most <see cref="CallLimit"/> calls may be open, those that were given up and still hang included, and none is waited for longer
/// than <see cref="TranslationOptions.TimeoutSeconds"/>; nor is its turn, once none of the others comes to an end. Safe for any number of callers.
/// </summary>
internal sealed partial class TranslatorCalls(
    ITranslator translator, TranslatorState state, TranslationOptions options, TimeProvider time, ILogger<TranslatorCalls> logger) : IDisposable
{
    private const int CallLimit = 16;

    // Answers of the HTTP client's own deadline are better: it knows what it waited for.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _patience = TimeSpan.FromSeconds(options.TimeoutSeconds) + Grace;
    private readonly SemaphoreSlim _calls = new(CallLimit);
    private long _ended;

    public void Dispose() => _calls.Dispose();

    /// <summary>Translates a batch. Fails only when the server stops.</summary>
    /// <returns>A result for each text.</returns>
    public async Task<IReadOnlyList<TranslationResult>> TranslateAsync(TranslationBatch batch, CancellationToken stopping)
    {
        try
        {
            var texts = await CallAsync(batch, stopping);
            state.Succeeded();
            return texts.Select(text => new TranslationResult(text.Text, text.Source ?? batch.Source, text.Source is not null, Fault: null, translator.Name)).ToList();
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            var fault = e is TranslatorException known ? known.Fault : e is OperationCanceledException ? TranslationFault.Timeout : TranslationFault.Unavailable;
            state.Failed(fault);
            LogFailed(translator.Name, batch.Texts.Count, batch.Source, batch.Target, fault, e.GetType().Name);
            var result = new TranslationResult(Text: null, Source: null, IsDetected: false, fault) { WasSent = e is not TranslatorException { WasSent: false } };
            return batch.Texts.Select(_ => result).ToList();
        }
    }

    /// <summary>Waits no longer than the deadline even for a translator that ignores it; what still hangs keeps its place among the open calls.</summary>
    private async Task<IReadOnlyList<TranslatedText>> CallAsync(TranslationBatch batch, CancellationToken stopping)
    {
        await TakeTurnAsync(stopping);
        using var deadline = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        // Task.Run, lest it block before it answers.
        var call = Task.Run(() => translator.TranslateAsync(batch, either.Token), CancellationToken.None);
        _ = call.ContinueWith(_ => EndTurn(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var texts = await call.WaitAsync(either.Token);
        return texts.Count == batch.Texts.Count ? texts : throw new TranslatorException(TranslationFault.BadAnswer, "It answered another number of texts than it was asked for.");
    }

    /// <summary>Waits for as long as other calls come to an end: that many are asked for at once is not the provider's fault.</summary>
    private async Task TakeTurnAsync(CancellationToken stopping)
    {
        long ended;
        do
        {
            ended = Interlocked.Read(ref _ended);
            if (await _calls.WaitAsync(_patience, stopping))
                return;
        }
        while (Interlocked.Read(ref _ended) != ended);
        throw new TranslatorException(TranslationFault.Timeout, "It answers none of the calls that are open.") { WasSent = false };
    }

    private void EndTurn()
    {
        Interlocked.Increment(ref _ended);
        _calls.Release();
    }

    // Not the exception itself: a provider's may quote the text.
    [LoggerMessage(EventId = 1200, Level = LogLevel.Warning, Message = "{Provider} failed to translate {Count} texts from {Source} into {Target}: {Fault} ({Error})")]
    private partial void LogFailed(string provider, int count, string? source, string target, TranslationFault fault, string error);
}
