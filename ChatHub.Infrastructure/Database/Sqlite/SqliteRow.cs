using System.Text;
using SQLitePCL;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>The row that a <see cref="SqliteStatement"/> has come to. Columns count from 0. Of no use once the mapping that was given it has returned.</summary>
internal readonly struct SqliteRow(sqlite3_stmt statement)
{
    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <exception cref="InvalidOperationException">The column is NULL.</exception>
    public long GetInt64(int column)
    {
        var number = raw.sqlite3_column_int64(statement, column);
        return number == 0 ? Require(number, column) : number;
    }

    /// <inheritdoc cref="GetInt64"/>
    /// <exception cref="OverflowException">The number is too large.</exception>
    public int GetInt32(int column) => checked((int)GetInt64(column));

    /// <inheritdoc cref="GetInt64"/>
    public bool GetBoolean(int column) => GetInt64(column) != 0;

    /// <inheritdoc cref="GetInt64"/>
    public string GetString(int column)
    {
        // The bytes of a text as they are, with their length; a text may hold a NUL.
        var utf8 = raw.sqlite3_column_blob(statement, column);
        return utf8.IsEmpty ? Require("", column) : Encoding.UTF8.GetString(utf8);
    }

    /// <inheritdoc cref="GetInt64"/>
    public byte[] GetBytes(int column)
    {
        var bytes = raw.sqlite3_column_blob(statement, column);
        return bytes.IsEmpty ? Require<byte[]>([], column) : bytes.ToArray();
    }

    /// <summary>SQLite gives NULL out as 0, or as nothing: only there it has to be asked which it is.</summary>
    private T Require<T>(T value, int column)
        => IsDBNull(column) ? throw new InvalidOperationException($"Column {column} is NULL.") : value;
}
