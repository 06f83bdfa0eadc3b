using System.Threading.Channels;
using ChatHub.Domain.Log;
using ChatHub.Domain.Translation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// Translates what was committed, after the fact. It only listens to the log, so a translator that throws or hangs delays nothing but translations. What it is told of is a
/// hint: what is to be translated stands in the database, and what finds the queues full (<see cref="QueueLimit"/> messages that were just written, <see cref="AskedLimit"/>
/// requests of readers) is left to the <see cref="TranslationSweeper"/>. Safe for any number of callers.
/// </summary>
internal sealed partial class TranslationPipeline(
    IRoomEventBus bus, ITranslator translator, ITranslationAudience audience, MessageTranslator messages, TranslationWork work, TranslationBudget budget, TimeProvider time,
    ILogger<TranslationPipeline> logger) : BackgroundService, ITranslationDesk
{
    private const int QueueLimit = 2000;
    private const int AskedLimit = 200;
    private const int BatchLimit = 32;

    // Readers who page through old messages must not keep those who read live waiting: each have their own workers.
    private const int Workers = 4;
    private const int AskedWorkers = 2;

    // The first message goes at once; those that come while it is busy go together, which is cheaper for the provider, too.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly Channel<MessageKey> _written = Channel.CreateBounded<MessageKey>(new BoundedChannelOptions(QueueLimit));
    private readonly Channel<Asked> _asked = Channel.CreateBounded<Asked>(new BoundedChannelOptions(AskedLimit));

    public Task TranslateAsync(long roomId, IReadOnlyList<long> messageIds, string language)
    {
        var asked = new Asked(messageIds.Select(id => new MessageKey(roomId, id)).ToList(), language);
        return _asked.Writer.TryWrite(asked) ? asked.Done.Task : Task.CompletedTask;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (translator.IsEnabled)
        {
            var (day, sent) = await work.ReadUseAsync(cancellationToken);
            budget.Load(day, sent);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!translator.IsEnabled)
            return;
        using var subscription = bus.Subscribe(TakeNote);
        try
        {
            await Task.WhenAll([
                TranslateWrittenAsync(stoppingToken),
                .. Enumerable.Range(0, AskedWorkers).Select(_ => TranslateAskedAsync(stoppingToken)),
            ]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is not translated is taken up by the next start.
        }
    }

    private void TakeNote(IReadOnlyList<RoomEvent> events)
    {
        foreach (var entry in events)
        {
            if (entry.Message is { IsDeleted: false } message && audience.GetLanguages(entry.RoomId).Count > 0)
                _written.Writer.TryWrite(new MessageKey(entry.RoomId, message.Id));
        }
    }

    private async Task TranslateWrittenAsync(CancellationToken stopping)
    {
        using var places = new SemaphoreSlim(Workers);
        try
        {
            while (await _written.Reader.WaitToReadAsync(stopping))
            {
                await places.WaitAsync(stopping);
                var batch = new HashSet<MessageKey>();
                while (batch.Count < BatchLimit && _written.Reader.TryRead(out var key))
                    batch.Add(key);
                _ = TranslateInPlaceAsync(batch, places, stopping);
                await Task.Delay(Gathering, time, stopping);
            }
        }
        finally
        {
            for (var place = 0; place < Workers; place++)
                await places.WaitAsync(CancellationToken.None);
        }
    }

    private async Task TranslateInPlaceAsync(HashSet<MessageKey> batch, SemaphoreSlim places, CancellationToken stopping)
    {
        try
        {
            await TranslateSafelyAsync(batch.Count, () => messages.TranslateWrittenAsync(batch, stopping), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is not translated is taken up by the next start.
        }
        finally
        {
            places.Release();
        }
    }

    private async Task TranslateAskedAsync(CancellationToken stopping)
    {
        await foreach (var asked in _asked.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await TranslateSafelyAsync(asked.Messages.Count, () => messages.TranslateAsync(asked.Messages, asked.Language, stopping), stopping);
            }
            finally
            {
                asked.Done.TrySetResult();
            }
        }
    }

    private async Task TranslateSafelyAsync(int count, Func<Task> translate, CancellationToken stopping)
    {
        try
        {
            await translate();
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(e, count);
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, stopping);
        }
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "The translation of {Count} messages failed; it is tried again")]
    private partial void LogFailed(Exception cause, int count);

    /// <summary>Messages that a reader wants in a language.</summary>
    private sealed record Asked(IReadOnlyCollection<MessageKey> Messages, string Language)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
