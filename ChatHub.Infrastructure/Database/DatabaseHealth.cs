using ChatHub.Infrastructure.Database.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatHub.Infrastructure.Database;

/// <summary>
/// Whether the database can be read, and how its writer fares: <c>degraded</c> while writes are refused, because everything else works. Asks the writer nothing that would
/// have to wait in its queue.
/// </summary>
internal sealed class DatabaseHealth(IDatabaseReader reader, SqliteWriterState writer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using (var database = reader.OpenContext())
            await database.Installations.AnyAsync(cancellationToken);
        return writer.IsDegraded ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy();
    }
}
