namespace ChatHub.Fuzz;

/// <summary>What happens to bytes that nobody understands: flips, cuts, repetitions, splices.</summary>
internal static class ByteMutations
{
    private const int MaxBytes = 256 * 1024;

    private static readonly byte[] OddBytes = [0x00, 0x01, 0x0A, 0x0D, 0x1E, 0x20, 0x22, 0x25, 0x3A, 0x5C, 0x7F, 0x80, 0x90, 0x91, 0xC0, 0xC1, 0xC4, 0xC7, 0xD4, 0xDD, 0xDF, 0xED, 0xF4, 0xFE, 0xFF];

    private static readonly byte[][] OddSequences =
    [
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE], [0xEF, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xDD, 0x7F, 0xFF, 0xFF, 0xFF], [0xDB, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFE],
        [0x0D, 0x0A], [0x0D, 0x0A, 0x0D, 0x0A], [0x0A], [0x1E], [0x1E, 0x1E],
    ];

    /// <param name="random">The draws.</param>
    /// <param name="bytes">What is changed; it stays as it is itself.</param>
    /// <param name="other">What it may be spliced with.</param>
    public static byte[] Mutate(Random random, byte[] bytes, byte[] other)
    {
        for (var times = 1 + random.Next(3); times > 0; times--)
            bytes = MutateOnce(random, bytes, other);
        return bytes.Length > MaxBytes ? bytes[..MaxBytes] : bytes;
    }

    private static byte[] MutateOnce(Random random, byte[] bytes, byte[] other)
    {
        var (from, to) = Range(random, bytes.Length);
        return random.Next(9) switch
        {
            0 or 1 => Flip(random, bytes),
            2 => bytes[..from],
            3 => [.. bytes[..to], .. bytes[from..]],
            4 => [.. bytes[..from], .. bytes[to..]],
            5 => [.. bytes[..from], .. other[random.Next(other.Length + 1)..]],
            6 => [.. bytes[..from], .. random.Of(OddSequences), .. bytes[from..]],
            7 => [.. bytes[..from], .. Enumerable.Repeat(random.Of(OddBytes), 1 << random.Next(17)), .. bytes[from..]],
            _ => [.. bytes[..from], .. bytes[from..to].Reverse(), .. bytes[to..]],
        };
    }

    private static byte[] Flip(Random random, byte[] bytes)
    {
        if (bytes.Length == 0)
            return [random.Of(OddBytes)];
        var changed = bytes.ToArray();
        for (var times = 1 + random.Next(4); times > 0; times--)
        {
            var index = random.Next(changed.Length);
            changed[index] = random.OnceIn(2) ? random.Of(OddBytes) : (byte)(changed[index] ^ (1 << random.Next(8)));
        }

        return changed;
    }

    private static (int From, int To) Range(Random random, int length)
    {
        var from = random.Next(length + 1);
        return (from, from + random.Next(length - from + 1));
    }
}
