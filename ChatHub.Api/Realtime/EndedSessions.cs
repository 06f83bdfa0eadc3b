using ChatHub.Domain.Accounts;
using ChatHub.Domain.Nodes;

namespace ChatHub.Api.Realtime;

/// <summary>Ends the live connections of users whose sessions have ended.</summary>
internal sealed partial class EndedSessions(INoticeBus notices, ConnectionRegistry registry, ILogger<EndedSessions> logger) : IHostedService, IDisposable
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
        if (notice is not SessionsEndedNotice ended)
            return;
        foreach (var connection in registry.Of(ended.UserId).Where(connection => ended.Includes(connection.Caller.SessionId)))
            _ = EndAsync(connection, ended.Reason);
    }

    private async Task EndAsync(ClientConnection connection, SessionEnding reason)
    {
        try
        {
            await connection.EndAsync(reason);
        }
        catch (Exception e)
        {
            // Whatever went wrong with the last words: the connection must not outlive its session.
            LogFailed(e);
            connection.Abort();
        }
    }

    [LoggerMessage(EventId = 2130, Level = LogLevel.Error, Message = "A connection whose session has ended could not be told so")]
    private partial void LogFailed(Exception cause);
}
