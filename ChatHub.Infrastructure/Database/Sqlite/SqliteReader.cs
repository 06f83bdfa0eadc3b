using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteReader(IDbContextFactory<SqliteContext> contexts) : IDatabaseReader
{
    public ChatHubContext OpenContext() => contexts.CreateDbContext();
}
