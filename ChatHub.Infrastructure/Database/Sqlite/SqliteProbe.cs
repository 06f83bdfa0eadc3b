using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Tries whether a database takes writes, without waiting for one that is locked: whoever writes meanwhile would wait for the probe, and then once more for the lock.</summary>
internal static class SqliteProbe
{
    /// <summary>Writes what changes nothing: a page, where an empty transaction would touch no disk.</summary>
    /// <param name="connection">Open, and without a transaction; used by nobody else meanwhile.</param>
    /// <exception cref="SqliteException">The database does not take it; <c>SQLITE_BUSY</c> at once when it is locked.</exception>
    public static void Write(SqliteConnection connection)
    {
        // Past the provider's commands: they try again until their timeout, and take a timeout of zero for none at all.
        var code = raw.sqlite3_exec(connection.Handle, "PRAGMA user_version = 0");
        SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }
}
