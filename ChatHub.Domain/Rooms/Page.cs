using System.Buffers.Text;
using System.Text;
using ChatHub.Domain.Errors;

namespace ChatHub.Domain.Rooms;

/// <summary>Part of a list, and the opaque cursor of the next part if there is one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Cursors of paged lists: the key of the last item, made opaque so that no client comes to rely on it.</summary>
public static class PageCursor
{
    /// <summary>The key after which to go on; empty for the start. What could not have been made here is not taken for the start.</summary>
    /// <param name="cursor">As the client gave it.</param>
    /// <param name="isKey">Whether a text could be a key of this list.</param>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public static string Read(string? cursor, Predicate<string> isKey)
    {
        if (string.IsNullOrEmpty(cursor))
            return "";
        var key = cursor.Length <= 256 && Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
        return key is not null && isKey(key) ? key : throw new RefusedException("cursor", "Must be the 'next' of an earlier page.");
    }

    /// <summary>The cursor that <see cref="Read"/> takes back.</summary>
    public static string Write(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <exception cref="RefusedException"><c>invalid_request</c>: nothing is clamped.</exception>
    public static int CheckLimit(int? limit, int fallback, int most) => (limit ?? fallback) is var size && size >= 1 && size <= most
        ? size
        : throw new RefusedException("limit", $"Must be a whole number from 1 to {most}.");

    /// <summary>Makes a page of the <paramref name="size"/> + 1 items that were read.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> items, int size, Func<T, string> key)
    {
        if (items.Count <= size)
            return new Page<T>(items, null);
        var page = items.Take(size).ToList();
        return new Page<T>(page, Write(key(page[^1])));
    }
}
