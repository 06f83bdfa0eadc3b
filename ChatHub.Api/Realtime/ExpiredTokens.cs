using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Ends the live connections whose access token has expired and was not renewed, shortly before it would be refused at the door: on long polling the last words are read by a poll, which
/// comes with that token. SignalR's own way
/// (<c>CloseOnAuthenticationExpiration</c>) knows only the token that a connection began with.
/// </summary>
internal sealed class ExpiredTokens(ConnectionRegistry registry, TimeProvider time, ILogger<ExpiredTokens> logger) : LoopService(TimeSpan.FromSeconds(2), time, logger)
{
    // Twice the pause between two rounds, and some time to say it in.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);

    protected override Task RunAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        foreach (var connection in registry.List().Where(connection => connection.ExpiresAt + AccessTokens.ClockSkew - Before <= now))
            _ = connection.EndAsync(SessionEnding.TokenExpired);
        return Task.CompletedTask;
    }
}
