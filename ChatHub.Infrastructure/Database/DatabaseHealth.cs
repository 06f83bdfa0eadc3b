using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatHub.Infrastructure.Database;

/// <summary>Whether the database can be read, and its writer takes writes and commits them.</summary>
internal sealed class DatabaseHealth(IDatabaseReader reader, IDatabaseWriter writer) : IHealthCheck
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using (var database = reader.OpenContext())
            await database.Installations.AnyAsync(cancellationToken);
        // A transaction that changes nothing goes the whole way through the queue, and costs no fsync.
        await writer.WriteAsync(_ => true).WaitAsync(LongestWait, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
