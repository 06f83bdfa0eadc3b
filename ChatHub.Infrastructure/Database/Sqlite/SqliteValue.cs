using System.Text;
using SQLitePCL;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>What a parameter of a <see cref="SqliteStatement"/> is set to: a whole number, a truth, a text, bytes, or NULL (the default). No number is boxed.</summary>
internal readonly struct SqliteValue
{
    private static readonly object Number = new();

    // The text, the bytes, or that it is a number.
    private readonly object? _content;
    private readonly long _number;

    private SqliteValue(object? content, long number = 0) => (_content, _number) = (content, number);

    public static implicit operator SqliteValue(long value) => new(Number, value);

    public static implicit operator SqliteValue(long? value) => value is { } number ? number : default(SqliteValue);

    public static implicit operator SqliteValue(bool value) => value ? 1 : 0;

    public static implicit operator SqliteValue(string? value) => new(value);

    public static implicit operator SqliteValue(byte[]? value) => new(value);

    /// <summary>Sets a parameter to it.</summary>
    /// <param name="statement">The statement, not running.</param>
    /// <param name="index">From 1.</param>
    /// <param name="buffer">For the bytes of a text, until this method returns; made larger when it is too small.</param>
    /// <returns>SQLite's result code.</returns>
    public int Bind(sqlite3_stmt statement, int index, ref byte[] buffer) => _content switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => BindText(statement, index, text, ref buffer),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        _ => raw.sqlite3_bind_int64(statement, index, _number),
    };

    /// <summary>With its length: SQLitePCL's own conversion lets some texts end at a NUL.</summary>
    private static int BindText(sqlite3_stmt statement, int index, string text, ref byte[] buffer)
    {
        if (buffer.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
            buffer = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return raw.sqlite3_bind_text(statement, index, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
    }
}
