using System.Collections.Concurrent;
using System.Threading.Channels;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Translation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Translates what was committed, after the fact: each message once for each language that a connected reader of its room wants.
/// It only listens to the log, so a translator that throws or hangs delays nothing but translations. A queue of <see cref="QueueLimit"/>
/// messages; a message that finds it full is reported as failed at once. <see cref="Workers"/> messages are worked on at a time, and
/// <see cref="CallLimit"/> calls of the translator may be open, those that were given up and still hang included.
/// </summary>
internal sealed partial class TranslationPipeline(
    IRoomEventBus bus, ITranslator translator, ITranslationAudience audience, TranslationOptions options, TimeProvider time, ILogger<TranslationPipeline> logger)
    : BackgroundService
{
    private const int QueueLimit = 1000;
    private const int Workers = 8;
    private const int CallLimit = 16;

    // By room and message; a job is in it until its last translation has come.
    private readonly ConcurrentDictionary<(long RoomId, long MessageId), Job> _jobs = new();
    private readonly SemaphoreSlim _calls = new(CallLimit);
    private readonly Channel<Job> _queue = Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueLimit));

    public override void Dispose()
    {
        _calls.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!translator.IsEnabled)
            return;
        using var subscription = bus.Subscribe(TakeNote);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));
    }

    private void TakeNote(IReadOnlyList<RoomEvent> events)
    {
        foreach (var entry in events)
        {
            if (entry.Message is not { } message)
                continue;
            // Whatever is still on its way for an earlier revision is not shown any more.
            if (_jobs.TryRemove((entry.RoomId, message.Id), out var earlier))
                earlier.IsSuperseded = true;
            if (!message.IsDeleted && audience.GetLanguages(entry.RoomId) is { Count: > 0 } languages)
                Queue(new Job(entry.RoomId, entry.Seq, message, languages));
        }
    }

    private void Queue(Job job)
    {
        _jobs[(job.RoomId, job.Message.Id)] = job;
        if (_queue.Writer.TryWrite(job))
            return;
        Finish(job);
        Fail(job, job.Languages);
    }

    private void Finish(Job job) => _jobs.TryRemove(KeyValuePair.Create((job.RoomId, job.Message.Id), job));

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var job in _queue.Reader.ReadAllAsync(stopping))
                await TranslateAsync(job, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is not translated stays as it was written.
        }
    }

    private async Task TranslateAsync(Job job, CancellationToken stopping)
    {
        await Task.WhenAll(job.Languages.Select(language => TranslateAsync(job, language, stopping)));
        Finish(job);
    }

    private async Task TranslateAsync(Job job, string language, CancellationToken stopping)
    {
        if (job.Message.Language == language)
        {
            Deliver(job, language, TranslationState.SameLanguage, text: null);
            return;
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            var batch = new TranslationBatch(job.Message.Language, language, [job.Message.Text]);
            var texts = await CallAsync(batch, either.Token);
            Deliver(job, language, TranslationState.Ready, texts[0].Text);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(e.GetType().Name, translator.Name, language);
            Fail(job, [language]);
        }
    }

    /// <summary>Waits no longer than the deadline even for a translator that ignores it; what still hangs keeps its place among the open calls.</summary>
    private async Task<IReadOnlyList<TranslatedText>> CallAsync(TranslationBatch batch, CancellationToken deadline)
    {
        await _calls.WaitAsync(deadline);
        // Task.Run, lest it block before it answers.
        var call = Task.Run(() => translator.TranslateAsync(batch, deadline), CancellationToken.None);
        _ = call.ContinueWith(_ => _calls.Release(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return await call.WaitAsync(deadline);
    }

    private void Fail(Job job, IReadOnlyCollection<string> languages)
    {
        foreach (var language in languages)
            Deliver(job, language, TranslationState.Failed, text: null);
    }

    private void Deliver(Job job, string language, TranslationState state, string? text) => audience.Deliver(job.RoomId, job.IsSuperseded
        ? new TranslationPatch(job.Seq, job.Message.Id, job.Message.Revision, language, TranslationState.Superseded, Text: null, Provider: null)
        : new TranslationPatch(job.Seq, job.Message.Id, job.Message.Revision, language, state, text, state == TranslationState.Ready ? translator.Name : null));

    // Not the exception itself: a provider's may quote the text.
    [LoggerMessage(EventId = 1200, Level = LogLevel.Warning, Message = "{Provider} failed to translate a message into {Language}: {Error}")]
    private partial void LogFailed(string error, string provider, string language);

    private sealed class Job(long roomId, long seq, Message message, IReadOnlyCollection<string> languages)
    {
        private volatile bool _isSuperseded;

        public long RoomId => roomId;

        public long Seq => seq;

        public Message Message => message;

        public IReadOnlyCollection<string> Languages => languages;

        /// <summary>Whether the message was edited or deleted since.</summary>
        public bool IsSuperseded
        {
            get => _isSuperseded;
            set => _isSuperseded = value;
        }
    }
}
