using System.Collections.Concurrent;

namespace ChatHub.Tests.Support.Secrets;

/// <summary>
/// The secrets of the whole run of the tests. To look for all of them in a text costs the text's length, however many there are: a hash of eight characters rolls over
/// it, and where one begins a secret (as few bits tell at once) the rest is compared. Any number may add and look at once; a secret is found from the moment it is added.
/// At most <see cref="MostSecrets"/> are kept; what comes after them is not looked for.
/// </summary>
internal static class KnownSecrets
{
    /// <summary>Shorter ones are found in too much that tells nothing.</summary>
    private const int Window = 8;
    private const int MostCompared = 64;
    private const int MostSecrets = 500_000;
    private const int BitsPower = 22;
    private const uint Base = 16_777_619;

    private static readonly uint Oldest = Enumerable.Range(1, Window - 1).Aggregate(1u, (power, _) => unchecked(power * Base));
    private static readonly int[] Bits = new int[1 << (BitsPower - 5)];
    private static readonly ConcurrentDictionary<uint, Known[]> ByHash = new();
    private static readonly ConcurrentDictionary<string, byte> All = new(StringComparer.Ordinal);

    public static void Add(SecretKind kind, string? secret)
    {
        if (secret is null || !IsDistinctive(kind, secret) || All.Count >= MostSecrets || !All.TryAdd(secret, 0))
            return;
        var known = new Known(kind, secret[..Math.Min(secret.Length, MostCompared)]);
        var hash = secret.AsSpan(0, Window).ToArray().Aggregate(0u, (sum, letter) => unchecked((sum * Base) + letter));
        ByHash.AddOrUpdate(hash, _ => [known], (_, others) => [.. others, known]);
        Interlocked.Or(ref Bits[Place(hash) >> 5], 1 << (Place(hash) & 31));
    }

    /// <returns>The kind of the first that stands in the text; null when none does.</returns>
    public static SecretKind? FindIn(ReadOnlySpan<char> text)
    {
        var hash = 0u;
        for (var index = 0; index < text.Length; index++)
        {
            if (index >= Window)
                hash = unchecked(hash - (text[index - Window] * Oldest));
            hash = unchecked((hash * Base) + text[index]);
            var place = Place(hash);
            if (index < Window - 1 || (Volatile.Read(ref Bits[place >> 5]) & (1 << (place & 31))) == 0)
                continue;
            if (ByHash.TryGetValue(hash, out var candidates))
            {
                foreach (var known in candidates)
                {
                    if (text[(index - Window + 1)..].StartsWith(known.Beginning, StringComparison.Ordinal))
                        return known.Kind;
                }
            }
        }

        return null;
    }

    /// <summary>Names of rooms and people stand in logs rightly, and hold no white space; a word or two may be anybody's.</summary>
    private static bool IsDistinctive(SecretKind kind, string secret) => kind switch
    {
        SecretKind.MessageText => secret.Length >= 12 && secret.Any(char.IsWhiteSpace) && secret.Distinct().Count() > 4,
        SecretKind.Password => secret.Length >= Window && !secret.All(char.IsAsciiLetter) && secret.Distinct().Count() > 4,
        _ => secret.Length >= 20,
    };

    private static int Place(uint hash) => (int)(unchecked(hash * 2_654_435_769) >> (32 - BitsPower));

    /// <param name="Kind">What it is.</param>
    /// <param name="Beginning">As much of it as is compared: a log may cut off the rest.</param>
    private sealed record Known(SecretKind Kind, string Beginning);
}
