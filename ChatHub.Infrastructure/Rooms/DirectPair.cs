using System.Globalization;

namespace ChatHub.Infrastructure.Rooms;

/// <summary>The two people of a direct conversation as one key, the same whoever of them asks; a unique index keeps it the one conversation of the two.</summary>
internal static class DirectPair
{
    private const char Separator = ':';

    public static string ToKey(long userId, long otherId)
        => string.Create(CultureInfo.InvariantCulture, $"{Math.Min(userId, otherId)}{Separator}{Math.Max(userId, otherId)}");

    public static long OtherThan(string key, long userId)
    {
        var ids = key.Split(Separator).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList();
        return ids[0] == userId ? ids[1] : ids[0];
    }
}
