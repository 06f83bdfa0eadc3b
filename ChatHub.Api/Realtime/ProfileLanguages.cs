using ChatHub.Domain.Nodes;

namespace ChatHub.Api.Realtime;

/// <summary>Has live connections read in their profile's language as soon as it changes.</summary>
internal sealed partial class ProfileLanguages(INoticeBus notices, ConnectionRegistry registry, ReadingLanguages languages, ILogger<ProfileLanguages> logger)
    : IHostedService, IDisposable
{
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = notices.Subscribe(TakeNote);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription?.Dispose();

    private void TakeNote(Notice notice)
    {
        if (notice is not ProfileLanguageNotice changed)
            return;
        foreach (var connection in registry.Of(changed.UserId))
            _ = ChangeAsync(connection, changed.Language);
    }

    private async Task ChangeAsync(ClientConnection connection, string? language)
    {
        try
        {
            await languages.FollowProfileAsync(connection, language);
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

    [LoggerMessage(EventId = 2140, Level = LogLevel.Error, Message = "A connection could not be given its profile's new language and was ended")]
    private partial void LogFailed(Exception cause);
}
