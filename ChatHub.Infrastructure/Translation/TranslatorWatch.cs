using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Asks the translator what it can do: at the start, every <see cref="Interval"/>, and every <see cref="Pause"/> while it fails, whoever noticed. That also
/// finds out that it works again, without any message that waits for it. The last list is kept while nobody knows better. The start waits
/// <see cref="LongestStart"/> for the first answer at most, and does not depend on it.
/// </summary>
internal sealed partial class TranslatorWatch(
    ITranslator translator, TranslationLanguages languages, TranslatorState state, TimeProvider time, ILogger<TranslatorWatch> logger)
    : LoopService(Pause, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _lastAsked;

    // The key that the last warning named; null while all is well.
    private string? _complaint;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_firstAnswer.Task, Task.Delay(LongestStart, Time, cancellationToken));
    }

    protected override Task WaitAsync(CancellationToken stopping) => _lastAsked is null ? Task.CompletedTask : base.WaitAsync(stopping);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        if (_lastAsked is { } last && !state.IsFailing && Time.GetElapsedTime(last) < Interval)
            return;
        var isFirst = _lastAsked is null;
        _lastAsked = Time.GetTimestamp();
        try
        {
            await AskAsync(isFirst, stopping);
        }
        finally
        {
            _firstAnswer.TrySetResult();
        }
    }

    private async Task AskAsync(bool isFirst, CancellationToken cancel)
    {
        try
        {
            // One that fails to translate may well list its languages.
            var mustTranslate = state.IsFailing;
            languages.Replace(await translator.ListLanguagesAsync(cancel));
            if (translator is ITranslatorTrial trial && (mustTranslate || (isFirst && trial.ListsWithoutKey)))
                await trial.TryAsync(cancel);
            Succeed();
        }
        catch (TranslatorException e)
        {
            Fail(e);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // Not the exception itself: it may quote an answer.
            Fail(new TranslatorException(TranslationFault.BadAnswer, $"It made the server fail ({e.GetType().Name})."));
        }
    }

    private void Succeed()
    {
        state.Succeeded();
        if (_complaint is not null)
            LogRecovered(translator.Name);
        _complaint = null;
    }

    private void Fail(TranslatorException e)
    {
        state.TrialFailed(e.Fault);
        // Limits belong to a key, too, or to the lack of one.
        var key = e.Fault is TranslationFault.Rejected or TranslationFault.RateLimited ? "Translation:ApiKey" : "Translation:Endpoint";
        if (_complaint != key)
            LogFailing(translator.Name, e.Message, key, Pause.TotalSeconds);
        _complaint = key;
    }

    [LoggerMessage(EventId = 1210, Level = LogLevel.Warning,
        Message = "{Provider} does not translate: {Problem} Look at {Key}. Until it works messages are read as they were written; it is asked again every {Seconds} s")]
    private partial void LogFailing(string provider, string problem, string key, double seconds);

    [LoggerMessage(EventId = 1211, Level = LogLevel.Information, Message = "{Provider} translates again")]
    private partial void LogRecovered(string provider);
}
