using ChatHub.Domain.Nodes;

namespace ChatHub.Api.Realtime;

/// <summary>Ends the live connections of users whose sessions have ended.</summary>
internal sealed class EndedSessions(INoticeBus notices, ConnectionRegistry registry) : IHostedService, IDisposable
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
            _ = connection.EndAsync(ended.Reason);
    }
}
