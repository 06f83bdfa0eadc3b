using ChatHub.Domain.Nodes;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>Has live connections read in their language as soon as it changes, or the provider has something else for it.</summary>
internal sealed partial class LiveLanguages(
    INoticeBus notices, TranslationLanguages provided, ConnectionRegistry registry, ReadingLanguages languages, ILogger<LiveLanguages> logger)
    : IHostedService, IDisposable
{
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = notices.Subscribe(TakeNote);
        provided.Changed += TakeNote;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _subscription?.Dispose();
        provided.Changed -= TakeNote;
    }

    private void TakeNote(Notice notice)
    {
        if (notice is not ProfileLanguageNotice changed)
            return;
        foreach (var connection in registry.Of(changed.UserId))
            _ = RefreshAsync(connection);
    }

    private void TakeNote(object? sender, EventArgs e)
    {
        foreach (var connection in registry.List())
            _ = RefreshAsync(connection);
    }

    private async Task RefreshAsync(ClientConnection connection)
    {
        try
        {
            await languages.RefreshAsync(connection);
        }
        catch (OperationCanceledException) when (connection.Aborted.IsCancellationRequested)
        {
            // It comes back with the new language.
        }
        catch (Exception e)
        {
            // Better no connection than one in the wrong language: its client comes back.
            LogFailed(e);
            connection.Abort();
        }
    }

    [LoggerMessage(EventId = 2140, Level = LogLevel.Error, Message = "A connection could not be given its new language and was ended")]
    private partial void LogFailed(Exception cause);
}
