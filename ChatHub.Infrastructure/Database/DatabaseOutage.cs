using ChatHub.Domain.Errors;
using ChatHub.Infrastructure.Database.Sqlite;

namespace ChatHub.Infrastructure.Database;

/// <summary>Tells a database that cannot be read now from a fault of ours. (Its writer says so by itself.)</summary>
public static class DatabaseOutage
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <returns>The refusal to answer with; null when it was something else.</returns>
    public static RefusedException? ToRefusal(Exception e)
        => SqliteErrors.IsOutage(e) ? new RefusedException(ErrorCatalogue.Unavailable, retryAfter: RetryAfter, cause: e) : null;
}
