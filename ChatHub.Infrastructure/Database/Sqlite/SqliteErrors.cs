using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>SQLite's result codes (sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    public const int Busy = 5;
    public const int Interrupt = 9;
    public const int Constraint = 19;

    private const int ConstraintUnique = 2067;

    /// <summary>Whether a unique index said no. The primary code is not enough: it stands for any constraint.</summary>
    public static bool IsUniqueViolation(DbUpdateException e) => e.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintUnique };
}
