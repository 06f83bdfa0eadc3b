using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>For <c>dotnet ef</c> only, which makes migrations without starting the server.</summary>
internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=design-time.db");
        SqliteFile.SetUp(options);
        return new SqliteContext(options.Options);
    }
}
