using System.Buffers.Binary;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>When the last few refresh tokens of a session were used, the newest first: as many as can be within the time in which a repeat is answered.</summary>
internal static class RecentUses
{
    private const int Most = 16;

    /// <summary>The times with one more.</summary>
    public static byte[] Add(byte[]? uses, long at)
    {
        var kept = (uses ?? []).AsSpan();
        var all = new byte[Math.Min(kept.Length + sizeof(long), Most * sizeof(long))];
        BinaryPrimitives.WriteInt64BigEndian(all, at);
        kept[..(all.Length - sizeof(long))].CopyTo(all.AsSpan(sizeof(long)));
        return all;
    }

    /// <summary>When the token so many before the last one was used; null when that is not known any more.</summary>
    public static long? Find(byte[]? uses, int back)
        => uses is not null && (back + 1) * sizeof(long) <= uses.Length ? BinaryPrimitives.ReadInt64BigEndian(uses.AsSpan(back * sizeof(long))) : null;
}
