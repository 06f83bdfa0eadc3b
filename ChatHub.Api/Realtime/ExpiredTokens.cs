using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Infrastructure.Hosting;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Ends the live connections whose access token has expired and was not renewed, within a few seconds of the time at which it would be refused at the door. SignalR's own way
/// (<c>CloseOnAuthenticationExpiration</c>) knows only the token that a connection began with.
/// </summary>
internal sealed class ExpiredTokens(ConnectionRegistry registry, TimeProvider time, ILogger<ExpiredTokens> logger) : LoopService(TimeSpan.FromSeconds(2), time, logger)
{
    protected override Task RunAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        foreach (var connection in registry.List().Where(connection => connection.ExpiresAt + AccessTokens.ClockSkew <= now))
            _ = connection.EndAsync(SessionEnding.TokenExpired);
        return Task.CompletedTask;
    }
}
