using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>Removes sessions that nobody can use any more, and with them what they know of devices and addresses.</summary>
internal sealed class SessionSweeper(SessionService sessions, TimeProvider time, ILogger<SessionSweeper> logger) : LoopService(TimeSpan.FromHours(1), time, logger)
{
    protected override Task RunAsync(CancellationToken stopping) => sessions.RemoveExpiredAsync();
}
