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

    // What the disk, the file system or another process does to a database, and no statement of ours: LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
    private static readonly int[] Outages = [Busy, 6, 7, 8, 10, 11, 13, 14, 15, 26];

    /// <summary>Whether something failed because the database cannot be used now.</summary>
    public static bool IsOutage(Exception e) => Find(e) is { } fault && Outages.Contains(fault.SqliteErrorCode);

    /// <summary>What SQLite threw; EF Core wraps it.</summary>
    public static SqliteException? Find(Exception e) => e as SqliteException ?? e.InnerException as SqliteException;

    /// <summary>Whether a unique index said no. The primary code is not enough: it stands for any constraint.</summary>
    public static bool IsUniqueViolation(DbUpdateException e) => e.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintUnique };
}
